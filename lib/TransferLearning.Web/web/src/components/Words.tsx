import type { CSSProperties, ReactNode } from "react";
import type { WordWeight } from "../api";
import { signed } from "../format";
import type { Answer } from "../usePrediction";

/** Weights below this are nothing that a reader should look for. */
const least = 0.005;
/** The strongest word has the full colour, unless even that one hardly mattered. */
const fullColour = 0.05;

/** The review, each word coloured by how much it spoke for or against the label; the strongest ones also in words. */
export function Words({ answer: { review, words, prediction } }: { answer: Answer }) {
  if (words === null) return <p className="review">{review}</p>;
  const strongest = [...words].filter((word) => Math.abs(word.weight) >= least).sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight));
  const strength = (word: WordWeight) => Math.sqrt(Math.abs(word.weight) / Math.max(fullColour, Math.abs(strongest[0]?.weight ?? 0)));
  return (
    <>
      <p className="review">{coloured(review, words, strength)}</p>
      <ul className="legend" aria-hidden="true">
        <li>
          <mark className="for" style={{ "--weight": 0.7 } as CSSProperties}>
            for {prediction.label}
          </mark>
        </li>
        <li>
          <mark className="against" style={{ "--weight": 0.7 } as CSSProperties}>
            against it
          </mark>
        </li>
      </ul>
      <p className="strongest">{strongest.length === 0 ? "No single word decided it." : <Strongest words={strongest} label={prediction.label} />}</p>
    </>
  );
}

function Strongest({ words, label }: { words: WordWeight[]; label: string }) {
  const say = (chosen: WordWeight[]) => chosen.slice(0, 3).map((word) => `“${word.text}” ${signed(word.weight)}`).join(", ");
  const speaksFor = words.filter((word) => word.weight > 0);
  const speaksAgainst = words.filter((word) => word.weight < 0);
  return (
    <>
      {speaksFor.length > 0 && `Most for ${label}: ${say(speaksFor)}. `}
      {speaksAgainst.length > 0 && `Most against: ${say(speaksAgainst)}. `}
      <span className="hint">(What the percentage loses, in points, when the word is covered up.)</span>
    </>
  );
}

function coloured(review: string, words: WordWeight[], strength: (word: WordWeight) => number): ReactNode[] {
  const parts: ReactNode[] = [];
  let at = 0;
  for (const word of words) {
    if (word.start > at) parts.push(review.slice(at, word.start));
    parts.push(<Word key={word.start} word={word} strength={strength(word)} text={review.slice(word.start, word.end)} />);
    at = word.end;
  }
  if (at < review.length) parts.push(<span key="unread" className="unread">{review.slice(at)}</span>);
  return parts;
}

function Word({ word, strength, text }: { word: WordWeight; strength: number; text: string }) {
  if (Math.abs(word.weight) < least) return <span>{text}</span>;
  return (
    <mark className={word.weight > 0 ? "for" : "against"} style={{ "--weight": strength } as CSSProperties} title={signed(word.weight)}>
      {text}
    </mark>
  );
}
