/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.activity.copy;

import java.util.List;
import java.util.UUID;

/// The ends of copies inside a workspace, in POSIX sh with `tar`. Everything runs as the workspace's user, so that
/// links lead no further than that user gets anyway.
final class CopyScripts {
    static final int NOT_FOUND = 80;
    static final int IN_THE_WAY = 81;
    static final int NO_TAR = 82;
    static final int CUT_OFF = 83;

    /// The entry of an archive for [#in] that holds what is copied.
    static final String CONTENT = "content";

    /// The entry that comes last, since an archive that breaks off between two entries looks complete.
    static final String COMPLETE = "complete";

    private static final String BEGIN = """
        fail() { printf '%s\\n' "$2" >&2; exit "$1"; }
        command -v tar >/dev/null 2>&1 || fail 82 ''
        there() { [ -e "$1" ] || [ -L "$1" ]; }
        """;

    // Standard input stays open until kdn gives up; then nobody reads what tar would go on to write.
    private static final String OUT = BEGIN + """
        folder=$1 name=$2
        [ -d "$folder" ] || fail 80 "$folder"
        there "$folder/$name" || fail 80 "$folder/$name"
        [ -z "$3" ] || [ -d "$folder/$name" ] || fail 81 "${folder#./}/$name is not a folder"
        cd "$folder" || exit 1
        [ -z "$3" ] || [ "$name" = . ] || [ ! -L "./$name" ] || { cd "./$name" || exit 1; name=.; }
        exec 3<&0
        tar -cf - -- "$name" </dev/null 3<&- &
        tar=$!
        { read -r _; kill "$tar"; } <&3 >/dev/null 2>&1 &
        watcher=$!
        exec 3<&-
        wait "$tar"
        code=$?
        kill "$watcher" 2>/dev/null
        exit "$code"
        """;

    // Nothing is sent before the line "ready", and all that is sent is read: podman drops the last words of a program
    // that leaves input behind. What arrives is unpacked beside its destination and put in its place once all of it is
    // there. A folder that its owner may not write to can be moved only while he may; one that is merged need not be
    // kept as it is. What can be written to is looked at before anything is put in its place.
    private static final String IN = BEGIN + """
        dest=$1 name=$2 kind=$3 must=$4 tmp=
        writable() {
          folder=${1%/*}
          if [ ! -w "$folder/" ] || [ ! -x "$folder/" ]; then
            folder=${folder#./}
            fail 1 "no permission to write into ${folder:-/}; nothing was changed"
          fi
        }
        place() {
          if [ -d "$2" ] && [ ! -L "$2" ]; then
            if [ -d "$3" ] && [ ! -L "$3" ]; then merge "$@"; return; fi
            ! there "$3" || fail 81 "a file is in the way of a folder: ${3#./}"
            if [ "$1" = check ]; then writable "$3"; return; fi
            if [ -w "$2" ]; then mv "$2" "$3" || exit 1; return; fi
            chmod u+w "$2" && mv "$2" "$3" && chmod u-w "$3" || exit 1
            return
          fi
          [ -L "$3" ] || [ ! -d "$3" ] || fail 81 "a folder is in the way of a file: ${3#./}"
          if [ "$1" = check ]; then writable "$3"; return; fi
          if [ -L "$3" ]; then rm -f "$3" || exit 1; fi
          mv -f "$2" "$3" || exit 1
        }
        merge() {
          chmod u+rwx "$2" || exit 1
          for entry in "$2"/* "$2"/.[!.]* "$2"/..?*; do
            if there "$entry"; then place "$1" "$entry" "$3/${entry##*/}"; fi
          done
        }
        clean() { rm -rf "$tmp" 2>/dev/null || { chmod -R u+rwx "$tmp"; rm -rf "$tmp"; }; }
        if [ -d "$dest" ]; then
          beside=$dest final=$dest
          [ -z "$name" ] || final=${dest%/}/$name
        else
          [ "$must" != folder ] || fail 80 "$dest"
          [ "$kind$must" != file/ ] || fail 80 "$dest"
          [ "$kind" = file ] || ! there "$dest" || fail 81 "a file is in the way of a folder: ${dest#./}"
          beside=${dest%/*}/ final=$dest
          [ -d "$beside" ] || fail 80 "$beside"
        fi
        tmp=${beside%/}/.kdn-cp-$5
        mkdir -m 700 "$tmp" || exit 1
        trap clean EXIT
        trap 'exit 1' HUP INT TERM PIPE
        printf 'ready\\n'
        tar -xpof - -C "$tmp" && code=0 || code=1
        cat >/dev/null
        [ "$code" = 0 ] || exit 1
        [ -f "$tmp/complete" ] || fail 83 ''
        place check "$tmp/content" "$final"
        place do "$tmp/content" "$final"
        exit 0
        """;

    private CopyScripts() {}

    /// Writes an archive of a file, a folder or, named `.`, what a folder contains. At the end of its input it stops.
    static List<String> out(PathWords source) {
        return List.of("sh", "-c", OUT, "sh", source.folder(), source.name(), source.slash() ? "/" : "");
    }

    /// Takes an archive with [#CONTENT] and [#COMPLETE].
    ///
    /// @param source what the content is called; `.` if its entries are meant
    /// @param folder whether it is one
    /// @param must whether the destination has to be a folder that is there
    static List<String> in(PathWords destination, String source, boolean folder, boolean must) {
        return List.of(
                "sh",
                "-c",
                IN,
                "sh",
                destination.path(),
                source.equals(".") ? "" : source,
                folder ? "folder" : "file",
                must ? "folder" : destination.slash() ? "/" : "",
                UUID.randomUUID().toString());
    }
}
