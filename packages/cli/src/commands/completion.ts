import type { Context, ExitCode } from "../context.ts";

export type Shell = "bash" | "zsh" | "fish";

/**
 * Each script passes the words so far to `rdump __complete`, which prints the possible next words. `:files` means file
 * names. An address contains quotes, and bash splits words at `@`: so the script of bash reads the line as the shell does. It
 * knows which quote is open, and quotes its answers. `printf %q` writes a name that the locale cannot print as `$'...'`, and
 * the name is a command as soon as a part of that is cut off, or other quotes are around it.
 */
const SCRIPTS: { readonly [shell in Shell]: string } = {
  bash: `# Completion of rdump for bash: source <(rdump completion bash)
_rdump() {
    local -a found words
    local line=\${COMP_LINE:0:COMP_POINT} word="" quote="" begun="" start=0 at each
    COMPREPLY=()
    # As the shell reads it: what is expanded or is an operator has no completions.
    for ((at = 0; at < \${#line}; at++)); do
        each=\${line:at:1}
        case $quote$each in
            [[:space:]])
                [[ -z $begun ]] || words+=("$word")
                word="" begun="" start=0
                continue
                ;;
            \\\\ | \\"\\\\)
                ((++at < \${#line})) || return
                [[ -z $quote || \${line:at:1} == [\\"\\\\] ]] || return
                word+=\${line:at:1}
                ;;
            \\' | \\") quote=$each start=\${#word} ;;
            \\'\\' | \\"\\") quote="" start=\${#word} ;;
            [\\$\\\`] | \\"[\\$\\\`\\!] | [\\;\\|\\&\\<\\>\\(\\)\\#\\!]) return ;;
            # Of a word, readline replaces only what follows these; the \`@\` too.
            @) [[ $COMP_WORDBREAKS != *@* ]] || start=\${#word} && word+=@ ;;
            [:=]) word+=$each && [[ $COMP_WORDBREAKS != *$each* ]] || start=\${#word} ;;
            *) word+=$each ;;
        esac
        begun=1
    done
    mapfile -t found < <("\${COMP_WORDS[0]}" __complete -- "\${words[@]:1}" "$word" 2>/dev/null)
    if [[ \${found[0]-} == ":files" ]]; then
        compopt -o default 2>/dev/null
        return
    fi
    for each in "\${found[@]}"; do
        # The names come from a config of any user: none of them may end the quotes.
        [[ $quote != '"' || $each != *'!'* ]] || continue
        each=\${each:start}
        case $quote in
            \\') each=\${each//\\'/"'\\\\''"} ;;
            \\") each=$(sed 's/[\\\\"$\`]/\\\\&/g' <<<"$each") ;;
            *) each=$(LC_ALL=C sed 's/[][ !"#$&'"'"'()*;<>?\\\\^\`{|}~]/\\\\&/g' <<<"$each") ;;
        esac
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
