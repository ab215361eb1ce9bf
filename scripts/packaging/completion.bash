# bash completion of piaojue, piaojue-teller and piaojue-verify: the programs themselves are asked.

_piaojue_commands() {
    "$1" --help 2>/dev/null | sed -n '/^Subcommands:/,$ s/^  \([a-z][a-z-]*\) .*/\1/p'
}

# What the last word may be, from `--name TEXT:{one,other}` of the help.
_piaojue_choices() {
    "${@:1:$#-1}" --help 2>/dev/null |
        sed -n "s/^  ${!#} [A-Z]*:{\([^}]*\)}.*/\1/p" | tr , ' '
}

_piaojue() {
    local cur prev words cword
    _init_completion || return
    local asked=("$1") commands
    commands=$(_piaojue_commands "$1")
    if [[ -n $commands ]]; then
        if ((cword == 1)); then
            [[ $cur == -* ]] && commands='--help --version'
            mapfile -t COMPREPLY < <(compgen -W "$commands" -- "$cur")
            return
        fi
        asked+=("${words[1]}")
    fi
    local choices
    [[ $prev == --* ]] && choices=$(_piaojue_choices "${asked[@]}" "$prev")
    if [[ -n $choices ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$choices" -- "$cur")
    elif [[ $cur == -* ]]; then
        # As one command: the function of bash-completion asks it for --help.
        mapfile -t COMPREPLY < <(compgen -W "$("${asked[@]}" --help 2>/dev/null |
            grep -oE '^  (-[a-z],)?--[a-z][a-z0-9-]*' | grep -oE -- '--.*')" -- "$cur")
    else
        _filedir
    fi
}

complete -F _piaojue piaojue piaojue-teller piaojue-verify
