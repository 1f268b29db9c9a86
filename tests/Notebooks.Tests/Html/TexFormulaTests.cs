using System.Xml.Linq;
using Notebooks.Html;

namespace Notebooks.Tests.Html;

public sealed class TexFormulaTests
{
    [Theory]
    [InlineData("w", "<mrow><mi>w</mi></mrow>")]
    [InlineData("x = 3.5", "<mrow><mi>x</mi><mo>=</mo><mn>3.5</mn></mrow>")]
    [InlineData("x_i^2", "<mrow><msubsup><mi>x</mi><mi>i</mi><mrow><mn>2</mn></mrow></msubsup></mrow>")]
    [InlineData(@"\frac{dE}{dw}", "<mrow><mfrac><mrow><mi>d</mi><mi>E</mi></mrow><mrow><mi>d</mi><mi>w</mi></mrow></mfrac></mrow>")]
    [InlineData(@"\sum_{i=1}^n", "<mrow><munderover><mo>∑</mo><mrow><mi>i</mi><mo>=</mo><mn>1</mn></mrow><mrow><mi>n</mi></mrow></munderover></mrow>")]
    [InlineData(@"\eta \cdot \text{loss < 1}", "<mrow><mi>η</mi><mo>·</mo><mtext>loss &lt; 1</mtext></mrow>")]
    [InlineData(@"f(x)\left[1\right.", "<mrow><mi>f</mi><mo stretchy=\"false\">(</mo><mi>x</mi><mo stretchy=\"false\">)</mo><mo>[</mo><mn>1</mn></mrow>")]
    [InlineData(@"\hat{y}'", "<mrow><msup><mover accent=\"true\"><mrow><mi>y</mi></mrow><mo>^</mo></mover><mrow><mo>′</mo></mrow></msup></mrow>")]
    public void A_formula_becomes_MathML(string tex, string expected) =>
        Assert.Equal($"<math>{expected}</math>", TexFormula.ToMathMl(tex, isBlock: false));

    [Theory]
    [InlineData(@"\mathrm{softmax}\left(\frac{QK^\top}{\sqrt{d_k}}\right)V")]
    [InlineData(@"E(w) = (w x - y)^2, \quad w \leftarrow w - \eta \cdot \frac{dE}{dw}")]
    [InlineData(@"-\frac{1}{|M|}\sum_{i \in M} \log p_\theta(x_i \mid \tilde{x})")]
    public void The_lessons_formulas_are_known_and_well_formed(string tex) =>
        Assert.Equal("math", XElement.Parse(TexFormula.ToMathMl(tex, isBlock: true)!).Name.LocalName);

    [Theory]
    [InlineData(@"\begin{aligned} a &= b \end{aligned}")]
    [InlineData(@"\unknown")]
    [InlineData(@"\frac{1}")]
    [InlineData("{x")]
    [InlineData("x}")]
    [InlineData("x^")]
    [InlineData(@"x\")]
    public void What_is_not_known_is_left_to_the_caller(string tex) => Assert.Null(TexFormula.ToMathMl(tex, isBlock: false));

    [Fact]
    public void Nesting_without_end_is_left_to_the_caller() => Assert.Null(TexFormula.ToMathMl(new string('{', 100_000), isBlock: false));
}
