/** Whether a year, month or day, such as 2024, 2024-05 or 2024-05-17, is one of the calendar: 2024-02-30 is not. */
export function isInCalendar(date: string): boolean {
  const [year = '', month = '01', day = '01'] = date.split('-')
  const at = new Date(`${year}-${month}-${day}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(`${year}-${month}-${day}`)
}
