import { percent } from "../format";
import type { Answer } from "../usePrediction";

interface Props {
  answers: Answer[];
  currentId: number | null;
  onChoose: (answer: Answer) => void;
  onClear: () => void;
}

/** The answers of this visit, the newest first. They lie in this page alone and go with it. */
export function History({ answers, currentId, onChoose, onClear }: Props) {
  if (answers.length === 0) return null;
  return (
    <section aria-labelledby="history">
      <h2 id="history">This visit</h2>
      <ol className="history">
        {answers.map((answer) => (
          <li key={answer.id}>
            <button type="button" aria-current={answer.id === currentId} onClick={() => onChoose(answer)}>
              <span className="tag">
                {answer.prediction.label} {percent(answer.prediction.score)}
              </span>
              <span className="excerpt">{answer.review}</span>
            </button>
          </li>
        ))}
      </ol>
      <button type="button" onClick={onClear}>
        Clear
      </button>
    </section>
  );
}
