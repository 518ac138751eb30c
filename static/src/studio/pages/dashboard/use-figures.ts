// Asking for the figures of a range, again whenever the range changes or the connection comes back.
import { useCallback, useEffect, useState } from "preact/hooks";
import { ConnectionLost, online } from "../../api";
import { useValue } from "../../observe";
import { readFigures, type Figures } from "./figures-api";
import { asked, inOrder, type Range } from "./range";

export interface Counted {
  /** the newest figures that came, perhaps of another range while `counting` */
  readonly figures: Figures | undefined;
  readonly fault: Error | undefined;
  readonly counting: boolean;
  readonly again: () => void;
}

export function useFigures(range: Range): Counted {
  const [figures, setFigures] = useState<Figures>();
  const [fault, setFault] = useState<Error>();
  const [counting, setCounting] = useState(true);
  const [tries, setTries] = useState(0);
  const connected = useValue(online);
  const lost = fault instanceof ConnectionLost;
  useEffect(() => {
    if (!inOrder(range)) return;
    const stop = new AbortController();
    setCounting(true);
    readFigures(asked(range), stop.signal).then(
      (found) => {
        setFigures(found);
        setFault(undefined);
        setCounting(false);
      },
      (error: Error) => {
        if (stop.signal.aborted) return;
        setFault(error);
        setCounting(false);
      },
    );
    return () => stop.abort();
  }, [range.name, range.from, range.to, tries]);
  useEffect(() => {
    if (connected && lost) setTries((before) => before + 1);
  }, [connected, lost]);
  return { figures, fault, counting, again: useCallback(() => setTries((before) => before + 1), []) };
}
