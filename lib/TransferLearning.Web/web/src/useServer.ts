import { useCallback, useEffect, useState } from "react";
import { isReady, models, type ModelDescription } from "./api";

const interval = 3000;

/** The model that answers; while the server is away, it is asked again and again. */
export function useServer() {
  const [model, setModel] = useState<ModelDescription | null>(null);
  const [isAway, setIsAway] = useState(false);

  useEffect(() => {
    if (model !== null && !isAway) return;
    const stop = new AbortController();
    const look = async () => {
      const ready = await isReady(stop.signal);
      const found = ready ? await models(stop.signal).catch(() => []) : [];
      if (stop.signal.aborted) return;
      setIsAway(!ready);
      if (found[0]) setModel(found[0]);
    };
    void look();
    const timer = setInterval(() => void look(), interval);
    return () => {
      clearInterval(timer);
      stop.abort();
    };
  }, [model, isAway]);

  const reportAway = useCallback(() => setIsAway(true), []);
  return { model, isAway, reportAway };
}
