import { useCallback, useEffect, useState } from 'preact/hooks';

interface Notice {
  id: number;
  text: string;
  undo: (() => void) | null;
}

/** Long enough to be read twice; one with a way back stays longer. */
const SHOWN_MS = 6_000;
const UNDO_MS = 12_000;

export function useNotices() {
  const [notices, set] = useState<readonly Notice[]>([]);
  const say = useCallback((text: string, undo: (() => void) | null = null) => {
    set((before) => [...before.slice(-2), { id: Date.now() + Math.random(), text, undo }]);
  }, []);
  const remove = useCallback((id: number) => set((before) => before.filter((notice) => notice.id !== id)), []);
  return { notices, say, remove };
}

interface NoticesProps {
  notices: readonly Notice[];
  undoText: string;
  onEnd: (id: number) => void;
}

export function Notices({ notices, undoText, onEnd }: NoticesProps) {
  return (
    <div class="notices" role="status" aria-live="polite">
      {notices.map((notice) => (
        <Line key={notice.id} notice={notice} undoText={undoText} onEnd={() => onEnd(notice.id)} />
      ))}
    </div>
  );
}

function Line({ notice, undoText, onEnd }: { notice: Notice; undoText: string; onEnd: () => void }) {
  useEffect(() => {
    const timer = setTimeout(onEnd, notice.undo ? UNDO_MS : SHOWN_MS);
    return () => clearTimeout(timer);
  }, [notice]);
  const { undo } = notice;
  return (
    <p class="notice">
      <span>{notice.text}</span>
      {undo && (
        <button
          type="button"
          class="button small"
          onClick={() => {
            undo();
            onEnd();
          }}
        >
          {undoText}
        </button>
      )}
    </p>
  );
}
