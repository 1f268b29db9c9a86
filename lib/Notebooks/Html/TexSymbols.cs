namespace Notebooks.Html;

/// <summary>TeX's names for signs and letters, with what Unicode has for them, encoded for markup.</summary>
internal static class TexSymbols
{
    public static readonly Dictionary<string, string> Accents = new(StringComparer.Ordinal)
    {
        ["hat"] = "^",
        ["bar"] = "‾",
        ["tilde"] = "~",
        ["vec"] = "→",
        ["dot"] = "˙",
    };

    public static readonly HashSet<string> Functions =
        new(["log", "ln", "exp", "max", "min", "arg", "lim", "sin", "cos", "tan", "tanh", "det", "dim", "Pr"], StringComparer.Ordinal);

    public static readonly Dictionary<string, string> Letters = new(StringComparer.Ordinal)
    {
        ["alpha"] = "α",
        ["beta"] = "β",
        ["gamma"] = "γ",
        ["delta"] = "δ",
        ["epsilon"] = "ϵ",
        ["varepsilon"] = "ε",
        ["eta"] = "η",
        ["theta"] = "θ",
        ["kappa"] = "κ",
        ["lambda"] = "λ",
        ["mu"] = "μ",
        ["nu"] = "ν",
        ["pi"] = "π",
        ["rho"] = "ρ",
        ["sigma"] = "σ",
        ["tau"] = "τ",
        ["phi"] = "ϕ",
        ["varphi"] = "φ",
        ["chi"] = "χ",
        ["psi"] = "ψ",
        ["omega"] = "ω",
        ["Gamma"] = "Γ",
        ["Delta"] = "Δ",
        ["Theta"] = "Θ",
        ["Lambda"] = "Λ",
        ["Sigma"] = "Σ",
        ["Phi"] = "Φ",
        ["Omega"] = "Ω",
        ["infty"] = "∞",
        ["ell"] = "ℓ",
        ["partial"] = "∂",
        ["nabla"] = "∇",
    };

    public static readonly Dictionary<string, string> Spaces = new(StringComparer.Ordinal)
    {
        [","] = "0.17em",
        [":"] = "0.22em",
        [";"] = "0.28em",
        [" "] = "0.33em",
        ["!"] = "-0.17em",
        ["quad"] = "1em",
        ["qquad"] = "2em",
    };

    public static readonly Dictionary<string, string> Operators = new(StringComparer.Ordinal)
    {
        ["cdot"] = "·",
        ["times"] = "×",
        ["div"] = "÷",
        ["pm"] = "±",
        ["odot"] = "⊙",
        ["circ"] = "∘",
        ["ast"] = "∗",
        ["sum"] = "∑",
        ["prod"] = "∏",
        ["int"] = "∫",
        ["le"] = "≤",
        ["leq"] = "≤",
        ["ge"] = "≥",
        ["geq"] = "≥",
        ["ne"] = "≠",
        ["neq"] = "≠",
        ["approx"] = "≈",
        ["sim"] = "∼",
        ["propto"] = "∝",
        ["equiv"] = "≡",
        ["ll"] = "≪",
        ["gg"] = "≫",
        ["in"] = "∈",
        ["notin"] = "∉",
        ["subset"] = "⊂",
        ["cup"] = "∪",
        ["cap"] = "∩",
        ["to"] = "→",
        ["rightarrow"] = "→",
        ["leftarrow"] = "←",
        ["Rightarrow"] = "⇒",
        ["mapsto"] = "↦",
        ["mid"] = "|",
        ["top"] = "⊤",
        ["dots"] = "…",
        ["ldots"] = "…",
        ["cdots"] = "⋯",
        ["lVert"] = "‖",
        ["rVert"] = "‖",
        ["|"] = "‖",
        ["langle"] = "⟨",
        ["rangle"] = "⟩",
        ["{"] = "{",
        ["}"] = "}",
        ["%"] = "%",
        ["_"] = "_",
        ["#"] = "#",
        ["&"] = "&amp;",
    };
}
