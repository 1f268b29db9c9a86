"""Jupyter's own test of a kernel, with what it has to know of this one."""
import unittest

import jupyter_kernel_test


class CourseKernelTests(jupyter_kernel_test.KernelTests):
    kernel_name = ".net-csharp"
    language_name = "C#"
    file_extension = ".cs"
    code_hello_world = 'Console.WriteLine("hello, world");'
    code_stderr = 'Console.Error.WriteLine("oops");'
    completion_samples = [
        {"text": "Console.WriteL", "matches": {"WriteLine"}},
        {"text": "Math.Sq", "matches": {"Sqrt"}},
    ]
    complete_code_samples = ["1 + 1", "var x = 1;", "int F(int n)\n{\n    return n;\n}"]
    incomplete_code_samples = ["if (true) {", "int F(int n)\n{", 'var s = "a" +']
    invalid_code_samples = ["int int;", "class 1 { }"]
    code_generate_error = 'throw new System.InvalidOperationException("meant");'
    code_execute_result = [{"code": "6 * 7", "result": "42"}]
    code_display_data = [{"code": 'HTML("<b>bold</b>").Display();', "mime": "text/html"}]
    code_inspect_sample = "Console.WriteLine"
    code_history_pattern = "6 ? 7"
    supported_history_operations = ("tail", "range", "search")


if __name__ == "__main__":
    unittest.main()
