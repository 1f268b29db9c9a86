namespace Course;

/// <summary>An error of use: its message tells what was wrong and what to do about it.</summary>
internal sealed class CourseException(string message) : Exception(message);
