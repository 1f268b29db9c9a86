using System.Net;
using System.Text;

namespace Notebooks.Html;

/// <summary>
/// Turns the TeX that lessons write into MathML, which browsers show without scripts or fonts of their own: fractions, roots, indices,
/// accents, Greek letters, the usual signs, upright text. What it does not know it leaves to the caller.
/// </summary>
internal sealed class TexFormula
{
    private const int MostDepth = 100;

    private readonly string _tex;
    private int _position;
    private int _depth;

    private TexFormula(string tex) => _tex = tex;

    /// <summary>The formula as a <c>math</c> element; null if it uses more of TeX than is known here.</summary>
    public static string? ToMathMl(string tex, bool isBlock)
    {
        var formula = new TexFormula(tex);
        try
        {
            var content = formula.Row(end: '\0');
            var display = isBlock ? " display=\"block\"" : "";
            return $"<math{display}>{content}</math>";
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private bool IsAtEnd => _position >= _tex.Length;

    private string Row(char end)
    {
        var row = new StringBuilder("<mrow>");
        while (true)
        {
            SkipSpaces();
            if (IsAtEnd)
                return end is '\0' ? row.Append("</mrow>").ToString() : throw new FormatException($"'{end}' is missing.");
            if (_tex[_position] == end)
            {
                _position++;
                return row.Append("</mrow>").ToString();
            }

            row.Append(WithScripts(Atom()));
        }
    }

    private string WithScripts((string Markup, bool HasLimits) atom)
    {
        string? below = null, above = null;
        while (!IsAtEnd && _tex[_position] is '_' or '^' or '\'')
        {
            switch (_tex[_position++])
            {
                case '_':
                    below = Argument();
                    break;
                case '^':
                    above = Argument();
                    break;
                default:
                    above = $"{above}<mo>′</mo>";
                    break;
            }
        }

        var (under, over, both) = atom.HasLimits ? ("munder", "mover", "munderover") : ("msub", "msup", "msubsup");
        above = above is null ? null : $"<mrow>{above}</mrow>";
        return (below, above) switch
        {
            (null, null) => atom.Markup,
            (not null, null) => $"<{under}>{atom.Markup}{below}</{under}>",
            (null, not null) => $"<{over}>{atom.Markup}{above}</{over}>",
            _ => $"<{both}>{atom.Markup}{below}{above}</{both}>",
        };
    }

    private string Argument()
    {
        SkipSpaces();
        return IsAtEnd ? throw new FormatException("An argument is missing.") : Atom().Markup;
    }

    private (string Markup, bool HasLimits) Atom()
    {
        if (++_depth > MostDepth)
            throw new FormatException("The formula is nested too deeply.");
        var atom = AtomHere();
        _depth--;
        return atom;
    }

    private (string Markup, bool HasLimits) AtomHere()
    {
        var character = _tex[_position++];
        switch (character)
        {
            case '{':
                return (Row('}'), false);
            case '\\':
                return Command(Name());
            case '}' or '&' or '#' or '%' or '$' or '_' or '^':
                throw new FormatException($"'{character}' is not expected here.");
            case >= '0' and <= '9':
                var start = _position - 1;
                while (!IsAtEnd && (char.IsAsciiDigit(_tex[_position]) || (_tex[_position] == '.' && _position + 1 < _tex.Length && char.IsAsciiDigit(_tex[_position + 1]))))
                    _position++;
                return ($"<mn>{_tex[start.._position]}</mn>", false);
            // Brackets grow with what they hold only after \left and \right.
            case '(' or ')' or '[' or ']' or '|':
                return ($"<mo stretchy=\"false\">{character}</mo>", false);
            default:
                var element = char.IsLetter(character) ? "mi" : "mo";
                return ($"<{element}>{Encode(character is '-' ? "−" : character.ToString())}</{element}>", false);
        }
    }

    private (string Markup, bool HasLimits) Command(string name)
    {
        switch (name)
        {
            case "frac" or "dfrac" or "tfrac":
                return ($"<mfrac>{Argument()}{Argument()}</mfrac>", false);
            case "sqrt":
                return ($"<msqrt>{Argument()}</msqrt>", false);
            case "text" or "mathrm" or "operatorname" or "textrm":
                return ($"<mtext>{Encode(RawArgument())}</mtext>", false);
            case "mathbf" or "boldsymbol" or "bm":
                return ($"<mi style=\"font-weight: bold\">{Encode(RawArgument())}</mi>", false);
            case "mathcal" or "mathbb":
                return ($"<mi>{Encode(RawArgument())}</mi>", false);
            case "left" or "right" or "big" or "Big" or "bigl" or "bigr":
                SkipSpaces();
                var fence = IsAtEnd ? throw new FormatException($"\\{name} needs a bracket.") : Atom().Markup;
                return (fence is "<mo>.</mo>" ? "" : fence.Replace(" stretchy=\"false\"", "", StringComparison.Ordinal), false);
        }

        if (TexSymbols.Accents.TryGetValue(name, out var accent))
            return ($"<mover accent=\"true\">{Argument()}<mo>{accent}</mo></mover>", false);
        if (TexSymbols.Functions.Contains(name))
            return ($"<mi>{name}</mi>", name is "max" or "min" or "lim");
        if (TexSymbols.Letters.TryGetValue(name, out var letter))
            return ($"<mi>{letter}</mi>", false);
        if (TexSymbols.Spaces.TryGetValue(name, out var width))
            return ($"<mspace width=\"{width}\"/>", false);
        return TexSymbols.Operators.TryGetValue(name, out var sign)
            ? ($"<mo>{sign}</mo>", name is "sum" or "prod")
            : throw new FormatException($"\\{name} is not known.");
    }

    private string Name()
    {
        var start = _position;
        while (!IsAtEnd && char.IsAsciiLetter(_tex[_position]))
            _position++;
        if (_position == start && !IsAtEnd)
            _position++;
        return _tex[start.._position];
    }

    private string RawArgument()
    {
        SkipSpaces();
        var end = IsAtEnd || _tex[_position] != '{' ? -1 : _tex.IndexOf('}', _position);
        if (end < 0)
            throw new FormatException("An argument in braces is missing.");
        var text = _tex[(_position + 1)..end];
        _position = end + 1;
        return text.AsSpan().IndexOfAny('\\', '{', '$') < 0 ? text : throw new FormatException("Only plain text is known here.");
    }

    private void SkipSpaces()
    {
        while (!IsAtEnd && char.IsWhiteSpace(_tex[_position]))
            _position++;
    }

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
