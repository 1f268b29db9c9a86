namespace Course;

/// <summary>The clone that this command works in, and where things lie in it.</summary>
internal sealed record CourseRepository(string Root)
{
    /// <summary>The name of the checkpoint that ships, under <c>data/checkpoints</c>.</summary>
    public const string ShippedCheckpoint = "course-bert-small";

    /// <summary>The lessons, <c>NN-name.ipynb</c>.</summary>
    public string Notebooks => Path.Combine(Root, "notebooks");

    /// <summary>The data that ships.</summary>
    public string Data => Path.Combine(Root, "data");

    /// <summary>This clone's own, git-ignored: the choice of packages, executed notebooks, runs.</summary>
    public string Private => Path.Combine(Root, ".course");

    /// <summary>Where <c>course run</c> puts executed notebooks and their HTML.</summary>
    public string Executed => Path.Combine(Private, "executed");

    /// <summary>Where <c>course slides</c> puts its files.</summary>
    public string Slides => Path.Combine(Private, "slides");

    /// <summary>Where <c>course site</c> puts its pages.</summary>
    public string Site => Path.Combine(Private, "site");

    /// <summary>The MSBuild file that <c>course use</c> writes.</summary>
    public string PackagesProps => Path.Combine(Private, "packages.props");

    /// <summary>The solution.</summary>
    public string Solution => Path.Combine(Root, "TransferLearningCourse.slnx");

    /// <summary>Looks for the clone from the assembly's folder upwards, then from the working directory upwards.</summary>
    /// <exception cref="CourseException">Neither lies inside a clone.</exception>
    public static CourseRepository Find()
    {
        foreach (var start in new[] { AppContext.BaseDirectory, Environment.CurrentDirectory })
        {
            for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
            {
                if (File.Exists(Path.Combine(folder.FullName, "TransferLearningCourse.slnx")))
                    return new CourseRepository(folder.FullName);
            }
        }

        throw new CourseException(
            $"No clone of the course is found from {AppContext.BaseDirectory} or {Environment.CurrentDirectory} upwards. Run ./course inside the clone.");
    }

    /// <summary>The lessons in their order.</summary>
    public IReadOnlyList<Lesson> Lessons()
    {
        if (!Directory.Exists(Notebooks))
            throw new CourseException($"The folder {Notebooks} is missing. Restore it with `git checkout -- notebooks`.");

        return [.. Directory.EnumerateFiles(Notebooks, "??-*.ipynb")
            .Select(path => new Lesson(Path.GetFileNameWithoutExtension(path)[..2], path))
            .Where(lesson => lesson.Number.All(char.IsAsciiDigit))
            .OrderBy(lesson => lesson.Number, StringComparer.Ordinal)];
    }

    /// <summary>The lessons a user named by number (<c>1</c>, <c>01</c>), by name or by a notebook's path; all of them when none is named.</summary>
    /// <exception cref="CourseException">A name fits no lesson.</exception>
    public IReadOnlyList<Lesson> Lessons(IReadOnlyList<string> names)
    {
        var all = Lessons();
        return names.Count == 0 ? all : [.. names.Select(name => Find(all, name))];
    }

    /// <summary>True for a notebook that came with the clone, rather than from elsewhere.</summary>
    public bool IsOurs(Lesson lesson) => lesson.Path.StartsWith(Notebooks + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    /// <summary>What is said before a notebook from elsewhere is run.</summary>
    public static string WarningFor(Lesson lesson) => $"{lesson.Path} is no notebook of this clone: its code is executed now, with all that you may do on this machine.";

    /// <summary>Refuses notebooks from elsewhere where their outputs' scripts would run as soon as the result is opened.</summary>
    /// <exception cref="CourseException">One of them is no notebook of this clone.</exception>
    public void RequireOurs(IEnumerable<Lesson> lessons)
    {
        if (lessons.FirstOrDefault(lesson => !IsOurs(lesson)) is { } foreign)
            throw new CourseException($"{foreign.Path} is no notebook of this clone. Its outputs may hold scripts, which would run when the result is opened; put it into notebooks/ if you trust it.");
    }

    /// <summary>A path as it is told to the user: from the working directory on.</summary>
    public static string Shown(string path) => Path.GetRelativePath(Environment.CurrentDirectory, path);

    /// <summary>The notebook with a lesson's worked answers; null if there is none, or the lesson is a solution or from elsewhere.</summary>
    public Lesson? SolutionOf(Lesson lesson)
    {
        var path = Path.Combine(Notebooks, "solutions", Path.GetFileName(lesson.Path));
        return Path.GetDirectoryName(lesson.Path) == Notebooks && File.Exists(path) ? new Lesson(lesson.Number, path) : null;
    }

    /// <summary>Where a notebook's executed form lies inside a folder of results: as in <c>notebooks/</c>, so that a solution does not replace its lesson.</summary>
    public string NameOfResult(Lesson lesson) => Path.ChangeExtension(IsOurs(lesson) ? Path.GetRelativePath(Notebooks, lesson.Path) : Path.GetFileName(lesson.Path), null);

    private static Lesson Find(IReadOnlyList<Lesson> all, string name)
    {
        if (Path.GetExtension(name).ToLowerInvariant() is ".ipynb" or ".dib" && File.Exists(name))
            return new Lesson("", Path.GetFullPath(name));

        var wanted = Path.GetFileNameWithoutExtension(name);
        return all.FirstOrDefault(lesson => lesson.Name == wanted || lesson.Number == wanted.PadLeft(2, '0'))
            ?? throw new CourseException($"There is no lesson '{name}'. There are: {string.Join(", ", all.Select(lesson => lesson.Name))}.");
    }
}
