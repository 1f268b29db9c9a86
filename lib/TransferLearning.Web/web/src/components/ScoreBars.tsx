import type { CSSProperties } from "react";
import type { Prediction } from "../api";
import { percent } from "../format";

/** A bar for each label, the most probable one first. */
export function ScoreBars({ prediction }: { prediction: Prediction }) {
  const scores = Object.entries(prediction.scores).sort(([, a], [, b]) => b - a);
  return (
    <dl className="scores">
      {scores.map(([label, score]) => (
        <div key={label} className={label === prediction.label ? "best" : ""}>
          <dt>{label}</dt>
          <dd>
            <span className="track" aria-hidden="true">
              <span className="bar" style={{ "--share": score } as CSSProperties} />
            </span>
            <span className="number">{percent(score)}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}
