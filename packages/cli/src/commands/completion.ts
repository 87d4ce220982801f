import type { Context, ExitCode } from "../context.ts";

export type Shell = "bash" | "zsh" | "fish";

/**
 * Each script passes the words so far to `rdump __complete`, which prints the possible next words. `:files` means file
 * names.
 */
const SCRIPTS: { readonly [shell in Shell]: string } = {
  bash: `# Completion of rdump for bash: source <(rdump completion bash)
_rdump() {
    local -a found
    mapfile -t found < <("\${COMP_WORDS[0]}" __complete -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
    if [[ \${found[0]-} == ":files" ]]; then
        COMPREPLY=()
        compopt -o default 2>/dev/null
    else
        COMPREPLY=("\${found[@]}")
    fi
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
