# bash completion for kdn; needs bash 4 and nothing else.

_kdn() {
    local rest=${COMP_LINE:0:COMP_POINT} stripped token='' index
    local -a words=() lines=()

    # Bash splits words at = and : too; those are joined again.
    for ((index = 0; index <= COMP_CWORD; index++)); do
        token=${COMP_WORDS[index]}
        stripped=${rest#"${rest%%[![:space:]]*}"}
        if ((index == COMP_CWORD)); then
            token=$stripped
        fi
        if ((index > 0)) && [[ $stripped == "$rest" ]]; then
            words[${#words[@]} - 1]+=$token
        else
            words+=("$token")
        fi
        rest=${stripped#"$token"}
    done
    if [[ $token == [=:] ]]; then
        token=''
    fi

    local last=$((${#words[@]} - 1))
    local typed=${words[last]}
    local before=${typed%"$token"} lead=''
    before=${before//[\"\'\\]/}
    for index in "${!words[@]}"; do
        words[index]=${words[index]//[\"\'\\]/}
        if [[ ${words[index]} == "~/"* ]]; then
            words[index]=$HOME/${words[index]:2}
        fi
    done
    typed=${words[last]}
    if [[ $typed == -*=* ]]; then
        lead=${typed%%=*}=
    fi

    COMPREPLY=()
    local program=${words[0]} output line special
    if ! type -P -- "$program" >/dev/null; then
        program=kdn
    fi
    output=$("$program" __completeNoDesc "${words[@]:1}" 2>/dev/null) || return 0
    while IFS= read -r line; do
        lines+=("$line")
    done <<<"$output"
    local directive=${lines[${#lines[@]} - 1]#:}
    unset "lines[${#lines[@]} - 1]"

    for line in "${lines[@]}"; do
        line=$lead$line
        if [[ $line == "$typed"* ]]; then
            line=${line#"$before"}
            case $token in # readline closes the quote that is open
                \'*) ;;
                \"*)
                    for special in '\' '"' '$' '`'; do
                        line=${line//"$special"/"\\$special"}
                    done
                    ;;
                *) printf -v line '%q' "$line" ;;
            esac
            COMPREPLY+=("$line")
        fi
    done
    case $directive in
        0) compopt -o default 2>/dev/null ;;
        6) compopt -o nospace 2>/dev/null ;;
        16) compopt -o dirnames 2>/dev/null ;;
    esac
    return 0
}

complete -F _kdn kdn
