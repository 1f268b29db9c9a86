const examples = [
  { name: "Plain praise", review: "A joyous hymn to amateur choirs, sung with gusto and edited with flair." },
  { name: "Plain blame", review: "Glacial and hollow. The plot is a dull errand and the cast looks bored." },
  { name: "Negation", review: "Not once did I check my watch, and nobody around me wanted it to end." },
  { name: "Mixed", review: "The ending is clumsy, but the first hour is so tender and so well acted that I forgive it." },
  { name: "Irony", review: "Congratulations to everyone involved: three hours in and I still could not name a character." },
];

/** Reviews to try with one click. */
export function Examples({ onChoose }: { onChoose: (review: string) => void }) {
  return (
    <section aria-labelledby="examples">
      <h2 id="examples">Example</h2>
      <ul className="chips">
        {examples.map(({ name, review }) => (
          <li key={name}>
            <button type="button" title={review} onClick={() => onChoose(review)}>
              {name}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
