import { useCallback, useEffect, useState } from "react";
import { Examples } from "./components/Examples";
import { History } from "./components/History";
import { Notice } from "./components/Notice";
import { PredictionForm } from "./components/PredictionForm";
import { Result } from "./components/Result";
import { ThemeChoice } from "./components/ThemeChoice";
import { usePrediction, type Answer } from "./usePrediction";
import { useServer } from "./useServer";
import { useTheme } from "./useTheme";

const remembered = 20;

export function App() {
  const [review, setReview] = useState("");
  const [answers, setAnswers] = useState<Answer[]>([]);
  const [currentId, setCurrentId] = useState<number | null>(null);
  const [theme, setTheme] = useTheme();
  const { model, isAway, reportAway } = useServer();

  // The same answer comes twice: at once, and again when its words have been weighed.
  const keep = useCallback((answer: Answer) => {
    setAnswers((before) =>
      before.some(({ id }) => id === answer.id) ? before.map((known) => (known.id === answer.id ? answer : known)) : [answer, ...before].slice(0, remembered),
    );
    setCurrentId((before) => (answer.words === null ? answer.id : before));
  }, []);
  const { progress, ask } = usePrediction(keep);
  useEffect(() => {
    if (progress.state === "failed" && progress.kind === "down") reportAway();
  }, [progress, reportAway]);

  const current = answers.find(({ id }) => id === currentId);
  const isBusy = progress.state === "asking" || progress.state === "waiting";
  const submit = (text: string) => void ask(text);

  return (
    <>
      <header>
        <h1>What does the review say?</h1>
        <ThemeChoice theme={theme} onChange={setTheme} />
      </header>
      <main>
        <div>
          <PredictionForm review={review} isBusy={isBusy} onChange={setReview} onSubmit={() => submit(review)} />
          <Notice progress={progress} isAway={isAway} onRetry={() => submit(review)} />
          <Examples
            onChoose={(example) => {
              setReview(example);
              submit(example);
            }}
          />
        </div>
        <div>
          <div aria-live="polite" aria-busy={isBusy}>
            {current ? <Result answer={current} /> : <p className="card empty">The answer will stand here: the label, how sure the model is, and which words told it so.</p>}
          </div>
          <History
            answers={answers}
            currentId={currentId}
            onChoose={(answer) => {
              setReview(answer.review);
              setCurrentId(answer.id);
            }}
            onClear={() => {
              setAnswers([]);
              setCurrentId(null);
            }}
          />
        </div>
      </main>
      <footer>
        {model && (
          <p>
            Model: {model.name} ({model.architecture}, {model.precision}), reads up to {model.maxTokens} tokens. API: <a href="openapi/v1.json">openapi/v1.json</a>
          </p>
        )}
        <p>Reviews are not stored. A model can be wrong, most of all about irony: its percentage is its own opinion of itself.</p>
      </footer>
    </>
  );
}
