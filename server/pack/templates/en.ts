/** The English answers of the default pack, by category. Handlebars in plain text (docs/pack.md). */
export const englishTemplates: Readonly<Record<string, { subject: string; body: string }>> = {
  programme: {
    subject: 'Our programmes',
    body: `{{greeting}}

Thank you for your interest in our school{{#if slot.course}} and in “{{slot.course}}”{{/if}}.

Every programme has its own page: subjects year by year, hours, credits, language of teaching, internships, certificates and careers. The brochure and the detailed syllabus can be downloaded there as PDF files:
{{fact.programme-pages}}

Good to know:
{{fact.programme-notes}}

If something is still missing after that, just reply to this mail and name the programme and the year: the programme director will answer you.

Kind regards,
{{organisation}}`,
  },
  timetable: {
    subject: 'Times and calendar',
    body: `{{greeting}}

Here are the dates and times in force.

Year {{fact.school-year}}:
{{fact.term-dates}}

Exams:
{{fact.exam-dates}}

The timetable of each group (rooms, last-minute changes) and the work-study calendar of each programme are kept up to date here:
{{fact.timetable-page}}

Front desk and office, the next seven days:
{{hours "seven-days"}}

{{#if closures}}Days when we are closed:
{{closures}}

{{/if}}Library: {{fact.library-hours}}

If you are asking about something else in the calendar, reply to this mail and name the programme and the year.

Kind regards,
{{organisation}}`,
  },
  admissions: {
    subject: 'Applying to the school',
    body: `{{greeting}}

Thank you for your interest in our school{{#if slot.course}} and in “{{slot.course}}”{{/if}}.

Applications are made online; the entry requirements and the language level asked for stand on the page of each programme:
{{fact.admissions-page}}

Next deadline: {{nextDate "application-deadlines"}}.
All dates to come, as long as places are left:
{{#each (upcoming "application-deadlines")}}
- {{this}}
{{/each}}

Documents to prepare:
{{fact.application-documents}}

{{fact.language-requirements}}

How admission works: {{fact.admission-steps}}

If your situation is a special one (change of course, equivalence, starting mid-year, studies abroad), reply to this mail and describe it: the admissions office will look into it.

Kind regards,
{{organisation}}`,
  },
  fees: {
    subject: 'Tuition fees and funding',
    body: `{{greeting}}

Here are the essentials on the cost and the funding of your studies{{#if slot.course}}, for “{{slot.course}}” as for our other programmes{{/if}}.

The fees of each programme for {{fact.school-year}}, with the application and enrolment fees, are published here:
{{fact.fees-page}}

Ways and dates of payment: {{fact.payment-terms}}

Work-study (apprenticeship): {{fact.apprenticeship-fees}}

Scholarships and aid: {{fact.scholarships}}

Student and campus life contribution (CVEC): {{fact.student-contribution}}

Refunds: {{fact.refund-terms}}

For an invoice, a payment plan or a file that is already open, reply to this mail with the student’s name: the accounts office will answer you.

Kind regards,
{{organisation}}`,
  },
  certificate: {
    subject: 'Certificates and attestations',
    body: `{{greeting}}

Most documents can be downloaded at any time from the student area:
{{fact.documents-page}}

{{fact.documents-list}}

Time needed for documents that the registrar prepares: {{fact.documents-delay}}.

Former students, or lost access: {{fact.documents-alumni}}

If the document you need is not in this list, reply to this mail with your name, your programme and the office that asks for it.

Kind regards,
{{organisation}}`,
  },
  appointment: {
    subject: 'Appointments, visits and open days',
    body: `{{greeting}}

We will be glad to talk with you.

Next open day: {{nextDate "open-days"}}.
{{fact.open-day-details}}
All dates to come:
{{#each (upcoming "open-days")}}
- {{this}}
{{/each}}
Registration is free:
{{fact.open-day-page}}

To talk with an adviser (here, by phone or by video call) or to visit the campus, choose the day and time that suit you, in French or in English:
{{fact.booking-page}}

How to find us: {{fact.campus-address}}

If no time suits you, or if you need to move an appointment you already have, reply to this mail with the times when you are free.

Kind regards,
{{organisation}}`,
  },
  absence: {
    subject: 'Absence and lateness',
    body: `{{greeting}}

Thank you for telling us or for asking. This is how an absence or a late arrival is taken into account.

1. Declare the absence and upload the proof in the student area (a scan or a readable photo is enough):
{{fact.absence-page}}

2. Time limit: {{fact.absence-deadline}}.

3. Accepted as proof:
{{fact.absence-proofs}}

Apprentices, and exams: {{fact.absence-special}}

A mail to this address does not replace the declaration: until it is made, the absence counts as unjustified.

If you cannot use the student area, or if the absence will be a long one, reply to this mail: student services will help you.

Kind regards,
{{organisation}}`,
  },
};
