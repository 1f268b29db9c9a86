import { expect, test } from "vitest";
import { percent, signed } from "../src/format";

test.each([
  [0.5, "50.0 %"],
  [0.9994, "> 99.9 %"],
  [0.0002, "< 0.1 %"],
  [1, "100.0 %"],
  [0, "0.0 %"],
])("a probability of %d reads %s", (share, text) => expect(percent(share)).toBe(text));

test("a weight has its sign and reads in points", () => expect([signed(0.125), signed(-0.5)]).toEqual(["+12.5", "−50.0"]));
