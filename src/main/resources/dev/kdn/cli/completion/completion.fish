# fish completion for kdn; needs fish 3.1.

function __kdn_complete
    set -l words (commandline --tokenize --current-process --cut-at-cursor)
    set -l raw (commandline --current-token --cut-at-cursor)
    # Without its quotes, the last of which may be open still.
    set -l typed (string unescape -- "$raw" || string unescape -- "$raw'" || string unescape -- "$raw\"" || echo $raw)
    set typed "$typed[1]"
    set -l program $words[1]
    set -e words[1]
    set words (string replace --regex '^~/' "$HOME/" -- $words)
    if not command --search --quiet -- $program
        set program kdn
    end

    set -l lead ''
    if string match --quiet --regex '^-[^=]*=' -- $typed
        set lead (string replace --regex '=.*' '=' -- $typed)
        set raw (string replace --regex '^[^=]*=' '' -- $raw)
    end

    set -l lines ($program __complete $words (string replace --regex '^~/' "$HOME/" -- $typed) 2>/dev/null)
    or return 0
    set -l directive $lines[-1]
    set -e lines[-1]
    switch "$directive"
        case :0
            set lines (__fish_complete_path "$raw")
        case :16
            set lines (__fish_complete_directories "$raw" '')
    end
    for line in $lines
        printf '%s%s\n' $lead $line
    end
end

complete --command kdn --erase
complete --command kdn --no-files --arguments '(__kdn_complete)'
