// Moments of a recording as people read them.

/** Seconds as "1:02" or "1:00:02", with tenths when asked: "1:02.4". What is no time reads as "0:00". */
export function timeText(seconds: number, tenths = false): string {
  const known = Number.isFinite(seconds) && seconds > 0 ? seconds : 0;
  const units = tenths ? Math.floor(known * 10 + 1e-6) / 10 : Math.floor(known);
  const hours = Math.floor(units / 3600);
  const minutes = Math.floor(units / 60) % 60;
  const rest = (units % 60).toFixed(tenths ? 1 : 0).padStart(tenths ? 4 : 2, "0");
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, "0")}:${rest}` : `${minutes}:${rest}`;
}
