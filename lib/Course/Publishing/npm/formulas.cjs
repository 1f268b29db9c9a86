// Sets formulas: reads [{tex, isBlock}] from one file and writes [markup or null] to another.
const { readFileSync, writeFileSync } = require('node:fs');
const katex = require('katex');

const [source, target] = process.argv.slice(2);
const set = ({ tex, isBlock }) => {
  try {
    return katex.renderToString(tex, { displayMode: isBlock, output: 'htmlAndMathml', throwOnError: true, strict: 'ignore', trust: false });
  } catch (error) {
    if (error instanceof katex.ParseError) return null;
    throw error;
  }
};
writeFileSync(target, JSON.stringify(JSON.parse(readFileSync(source, 'utf8')).map(set)));
