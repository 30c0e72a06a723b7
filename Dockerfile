# Bundles the server, then keeps the bundle and what it loads at run time.
FROM node:22-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY tsconfig.json ./
COPY shared shared
COPY server server
RUN node server/build.mjs --production

FROM node:22-slim AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev && npm cache clean --force

FROM node:22-slim
WORKDIR /app
# Nobody outside a container reaches its loopback. The emulated mailbox is not in this bundle and would refuse such a host.
ENV NODE_ENV=production \
    HOST=0.0.0.0 \
    MAILGPS_MAILBOX=gmail \
    MAILGPS_DATA_DIR=/data
RUN install -d -o node -g node -m 0700 /data
COPY --from=packages /app/node_modules node_modules
COPY package.json LICENSE ./
COPY --from=build /app/dist/server dist/server
USER node
VOLUME /data
EXPOSE 8080
# node itself as PID 1: npm would keep the signal that asks for a graceful stop to itself.
CMD ["node", "dist/server/main.js"]
