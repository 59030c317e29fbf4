#compdef kdn
# zsh completion for kdn.

_kdn() {
    local program=${~words[1]} typed=${(Q)PREFIX} output line word directive
    local -a finished lines proposals
    finished=("${(@Q)words[2,CURRENT-1]}")
    finished=("${(@)finished/#\~\//$HOME/}")
    if ! whence -p -- $program >/dev/null; then
        program=kdn
    fi
    output=$($program __complete "${finished[@]}" "${typed/#\~\//$HOME/}" 2>/dev/null) || return 1
    lines=("${(@f)output}")
    directive=${lines[-1]#:}
    lines[-1]=()

    for line in "${lines[@]}"; do
        word=${line%%$'\t'*}
        word=${word//:/\\:}
        if [[ $line == *$'\t'* ]]; then
            proposals+=("$word:${line#*$'\t'}")
        else
            proposals+=("$word")
        fi
    done
    if [[ $typed == -*=* ]]; then
        compset -P '*='
    fi
    case $directive in
        0) _files ;;
        6) (( $#proposals )) && _describe -t kdn kdn proposals -S '' ;;
        16) _path_files -/ ;; # not _files, which falls back to all files
        *) (( $#proposals )) && _describe -t kdn kdn proposals ;;
    esac
}

if [[ ${funcstack[1]} == _kdn ]]; then
    _kdn "$@"
else
    compdef _kdn kdn
fi
