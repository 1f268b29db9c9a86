import { useId, type FormEvent, type KeyboardEvent } from "react";

interface Props {
  review: string;
  isBusy: boolean;
  onChange: (review: string) => void;
  onSubmit: () => void;
}

/** The review and the button. Control and Enter submit, too. */
export function PredictionForm({ review, isBusy, onChange, onSubmit }: Props) {
  const id = useId();
  const canSubmit = review.trim().length > 0 && !isBusy;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (canSubmit) onSubmit();
  };
  const submitByKey = (event: KeyboardEvent) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) submit(event);
  };
  return (
    <form onSubmit={submit} aria-label="Prediction">
      <label htmlFor={id}>Your review</label>
      <textarea id={id} rows={5} maxLength={50_000} value={review} onChange={(event) => onChange(event.target.value)} onKeyDown={submitByKey} placeholder="Write or paste a film review, in English." />
      <button type="submit" className="primary" aria-disabled={!canSubmit}>
        {isBusy ? "Reading …" : "What does it say?"}
      </button>
      <span className="hint keys"> Ctrl + Enter</span>
    </form>
  );
}
