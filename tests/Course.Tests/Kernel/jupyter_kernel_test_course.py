"""Jupyter's own test of a kernel, with what it has to know of this one."""
import unittest

import jupyter_kernel_test

# A busy machine needs more than the 15 seconds, and more than the tenth of a second between two messages, that the test allows.
PATIENCE = 120
jupyter_kernel_test.TIMEOUT = PATIENCE


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

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.kc.execute_interactive("1", timeout=PATIENCE, output_hook=lambda message: None)

    def execute_helper(self, code, timeout=PATIENCE, silent=False, store_history=True, stop_on_error=True):
        heard = []

        def listen(message):
            jupyter_kernel_test.validate_message(message, message["msg_type"], message["parent_header"]["msg_id"])
            heard.append(message)

        reply = self.kc.execute_interactive(
            code, silent=silent, store_history=store_history, stop_on_error=stop_on_error, timeout=PATIENCE, output_hook=listen)
        jupyter_kernel_test.validate_message(reply, "execute_reply", reply["parent_header"]["msg_id"])
        self.assertEqual("busy", heard[0]["content"]["execution_state"])
        return reply, [message for message in heard if message["msg_type"] not in ("status", "execute_input")]


if __name__ == "__main__":
    unittest.main()
