"""Opens a notebook in the classic Jupyter page in a headless Chromium, runs all its cells and takes a picture.

usage: classic_notebook.py NOTEBOOK SCREENSHOT.png SECONDS
Ends with 0 when every cell ran without an error and a drawing is to be seen.
"""
import asyncio
import base64
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request

from tornado.httpclient import HTTPRequest
from tornado.websocket import websocket_connect

COUNT = """(() => {
  if (!(window.Jupyter && Jupyter.notebook && Jupyter.notebook.kernel && Jupyter.notebook.kernel.is_connected())) return null;
  const cells = Jupyter.notebook.get_cells().filter(cell => cell.cell_type === 'code' && cell.get_text().trim());
  return {
    cells: cells.length,
    done: cells.filter(cell => typeof cell.input_prompt_number === 'number').length,
    errors: cells.flatMap(cell => cell.output_area.outputs.filter(output => output.output_type === 'error').map(output => output.evalue)),
    drawings: document.querySelectorAll('.output_area svg').length,
    kernel: Jupyter.notebook.kernel.name,
  };
})()"""


class Page:
    """A page of the browser, spoken to over its own protocol."""

    def __init__(self, connection):
        self.connection = connection
        self.last = 0

    async def call(self, method, **parameters):
        self.last += 1
        await self.connection.write_message(json.dumps({"id": self.last, "method": method, "params": parameters}))
        while True:
            text = await self.connection.read_message()
            if text is None:
                raise RuntimeError("The browser is gone.")
            message = json.loads(text)
            if message.get("id") == self.last:
                if "error" in message:
                    raise RuntimeError(f"{method}: {message['error']}")
                return message["result"]

    async def evaluate(self, expression):
        return (await self.call("Runtime.evaluate", expression=expression, returnByValue=True))["result"].get("value")


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def wait_for(what, look, seconds):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            if found := look():
                return found
        except OSError:
            pass
        time.sleep(0.2)
    raise TimeoutError(f"{what} did not come up.")


async def run(address, debugging, screenshot, seconds):
    end = time.monotonic() + seconds
    target = json.load(urllib.request.urlopen(urllib.request.Request(f"{debugging}/json/new?about:blank", method="PUT")))
    connection = await websocket_connect(HTTPRequest(target["webSocketDebuggerUrl"]), max_message_size=1 << 28)
    page = Page(connection)
    await page.call("Emulation.setDeviceMetricsOverride", width=1200, height=1600, deviceScaleFactor=1, mobile=False)
    await page.call("Page.navigate", url=address)
    while not await page.evaluate(COUNT):
        if time.monotonic() > end:
            text = await page.evaluate("document.location + ' ' + document.body.innerText")
            raise TimeoutError(f"The page does not connect to the kernel: {text}")
        await asyncio.sleep(0.5)

    await page.evaluate("Jupyter.notebook.clear_all_output(); Jupyter.notebook.execute_all_cells(); true")
    while True:
        state = await page.evaluate(COUNT)
        if state and (state["done"] == state["cells"] or state["errors"]):
            break
        if time.monotonic() > end:
            raise TimeoutError(f"The cells are not done: {state}")
        await asyncio.sleep(0.5)

    await asyncio.sleep(1)
    state = await page.evaluate(COUNT)
    await page.evaluate("(document.querySelector('.output_area svg') || document.body).scrollIntoView({block: 'center'})")
    await asyncio.sleep(1)
    picture = await page.call("Page.captureScreenshot", format="png")
    with open(screenshot, "wb") as file:
        file.write(base64.b64decode(picture["data"]))
    print(json.dumps(state))
    return not state["errors"] and state["drawings"] > 0


def main():
    notebook, screenshot, seconds = os.path.abspath(sys.argv[1]), sys.argv[2], float(sys.argv[3])
    profile = tempfile.mkdtemp(prefix="course-browser-")
    runtime = os.path.join(profile, "runtime")
    server = subprocess.Popen(
        [sys.executable, "-m", "notebook", "--no-browser", "--ip=127.0.0.1", f"--port={free_port()}", "--allow-root", "--NotebookApp.token=test",
         f"--notebook-dir={os.path.dirname(notebook)}"],
        env={**os.environ, "JUPYTER_RUNTIME_DIR": runtime}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    browser = subprocess.Popen(
        ["chromium", "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--remote-debugging-port=0",
         "--remote-allow-origins=*", f"--user-data-dir={profile}", "about:blank"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        info = wait_for("The notebook server", lambda: [os.path.join(runtime, name) for name in os.listdir(runtime) if name.startswith("nbserver-") and name.endswith(".json")], 120)
        with open(info[0], encoding="utf-8") as file:
            server_info = json.load(file)
        port_file = os.path.join(profile, "DevToolsActivePort")
        wait_for("The browser", lambda: os.path.exists(port_file) and os.path.getsize(port_file), 120)
        with open(port_file, encoding="utf-8") as file:
            debugging = f"http://127.0.0.1:{file.readline().strip()}"
        address = f"{server_info['url']}notebooks/{os.path.basename(notebook)}?token=test"
        return asyncio.run(run(address, debugging, screenshot, seconds))
    finally:
        for process in (browser, server):
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
        shutil.rmtree(profile, ignore_errors=True)


sys.exit(0 if main() else 1)
