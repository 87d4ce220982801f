import type { Context, ExitCode } from "../context.ts";

export type Shell = "bash" | "zsh" | "fish";

/**
 * Each script passes the words so far to `rdump __complete`, which prints the possible next words. `:files` means file
 * names. An address contains quotes, and bash splits words at `@`: the script of bash joins such words, and quotes its
 * answers.
 */
const SCRIPTS: { readonly [shell in Shell]: string } = {
  bash: `# Completion of rdump for bash: source <(rdump completion bash)
_rdump() {
    local -a found words
    local line=\${COMP_LINE:0:COMP_POINT} each quote=""
    local typed=\${line##*[[:space:]]}
    read -a words <<<"$line"
    [[ -n $typed ]] || words+=("")
    case $typed in "'"* | '"'*) quote=\${typed:0:1} ;; esac
    words[-1]=\${words[-1]#"$quote"}
    mapfile -t found < <("\${COMP_WORDS[0]}" __complete -- "\${words[@]:1}" 2>/dev/null)
    COMPREPLY=()
    if [[ \${found[0]-} == ":files" ]]; then
        compopt -o default 2>/dev/null
        return
    fi
    for each in "\${found[@]}"; do
        # The names come from a config of any user: none of them may end the quotes.
        case $quote in
            "'") each=\${each//"'"/"'\\\\''"} ;;
            '"')
                [[ $each != *'!'* ]] || continue
                each=$(sed 's/[\\\\"$\`]/\\\\&/g' <<<"$each")
                ;;
            *) printf -v each %q "$each" ;;
        esac
        [[ $typed != *@* || -n $quote ]] || each=@\${each##*@}
        COMPREPLY+=("$each")
    done
}
complete -F _rdump rdump
`,
  zsh: `#compdef rdump
# Completion of rdump for zsh: source <(rdump completion zsh), or put it into a file _rdump in your fpath.
_rdump() {
    local -a found
    found=("\${(@f)$("\${words[1]}" __complete -- "\${(@)words[2,CURRENT]}" 2>/dev/null)}")
    if [[ "\${found[1]}" == ":files" ]]; then
        _files
    else
        compadd -a found
    fi
}
if [[ "\${funcstack[1]}" == "_rdump" ]]; then
    _rdump "$@"
else
    compdef _rdump rdump
fi
`,
  fish: `# Completion of rdump for fish: rdump completion fish | source
function __rdump_complete
    set -l before (commandline -opc)
    set -l word (commandline -ct)
    set -l found ($before[1] __complete -- $before[2..-1] "$word" 2>/dev/null)
    if test "$found[1]" = ":files"
        __fish_complete_path "$word"
    else
        printf '%s\\n' $found
    end
end
complete -c rdump -f -a '(__rdump_complete)'
`,
};

export async function runCompletion(shell: Shell, { terminal }: Context): Promise<ExitCode> {
  await terminal.raw(SCRIPTS[shell]);
  return 0;
}
