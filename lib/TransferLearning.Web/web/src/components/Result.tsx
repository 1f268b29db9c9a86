import { useEffect, useRef } from "react";
import type { Answer } from "../usePrediction";
import { ScoreBars } from "./ScoreBars";
import { Words } from "./Words";
import { percent } from "../format";

/** What the model says of a review, and why. */
export function Result({ answer }: { answer: Answer }) {
  const { prediction, review, words } = answer;
  const card = useRef<HTMLElement>(null);
  // On a phone the answer stands below the form.
  useEffect(() => {
    card.current?.scrollIntoView({ block: "nearest" });
  }, [answer.id]);
  return (
    <section ref={card} className="card" aria-labelledby="result">
      <h2 id="result">
        <span className="label">{prediction.label}</span> <span className="confidence">{percent(prediction.score)}</span>
      </h2>
      <ScoreBars prediction={prediction} />
      {prediction.truncated && (
        <p className="note">
          The review is longer than the model reads: it read the first {prediction.charactersRead.toLocaleString("en")} of {review.length.toLocaleString("en")} characters.
        </p>
      )}
      <Words answer={answer} />
      <p className="hint">
        {prediction.tokens} tokens, {prediction.milliseconds.toFixed(1)} ms{words === null ? ", weighing the words …" : ""}
      </p>
    </section>
  );
}
