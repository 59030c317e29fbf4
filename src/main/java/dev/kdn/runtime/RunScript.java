/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime;

/// Parts of scripts of POSIX sh whose `$0` is a program to be run and whose arguments are its own.
public final class RunScript {
    /// Says in a sentence, instead of an engine's, that there is no such command; ends with 126 or 127 then.
    public static final String CHECKED = """
        not() { printf 'Error: %s the workspace: %s\\n' "$1" "$0" >&2; exit "$2"; }
        case $0 in
        */*)
          [ -e "$0" ] || not 'there is no such command in' 127
          if [ -d "$0" ] || [ ! -x "$0" ]; then not 'this cannot be executed in' 126; fi
          ;;
        *) command -v "$0" >/dev/null || not 'there is no such command in' 127 ;;
        esac
        """;

    /// Has the shell become the program.
    public static final String EXEC = "exec \"$0\" \"$@\"\n";

    private RunScript() {}
}
