"""exits.py CODE COMMAND...: runs it and wants that exit code, exactly.

What it prints goes through. With --interrupt-when-it-speaks before CODE it is
sent SIGINT after its first line.
"""

import signal
import subprocess
import sys


def main(words):
    interrupt = words[0] == "--interrupt-when-it-speaks"
    if interrupt:
        words = words[1:]
    wanted, command = int(words[0]), words[1:]
    if interrupt:
        process = subprocess.Popen(command, stdout=subprocess.PIPE)
        process.stdout.readline()
        process.send_signal(signal.SIGINT)
        process.stdout.read()
        code = process.wait()
    else:
        code = subprocess.run(command).returncode
    if code != wanted:
        sys.exit(f"exit code {code}, wanted {wanted}: {' '.join(command)}")


if __name__ == "__main__":
    main(sys.argv[1:])
