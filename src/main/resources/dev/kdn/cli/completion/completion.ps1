# PowerShell completion for kdn; needs PowerShell 7.

Register-ArgumentCompleter -Native -CommandName 'kdn' -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

    # A word as the program would get it: without its quotes.
    function Get-Word($element) {
        if ($element -is [System.Management.Automation.Language.StringConstantExpressionAst] -or
            $element -is [System.Management.Automation.Language.ExpandableStringExpressionAst]) {
            return $element.Value
        }
        return $element.Extent.Text
    }

    # A word as it must be typed.
    function Get-Quoted([string] $word) {
        if ($word -match '^[\p{L}\p{N}_./:=+%~-]+$') {
            return $word
        }
        return "'" + $word.Replace("'", "''") + "'"
    }

    $words = [System.Collections.Generic.List[string]]::new()
    $typed = ''
    foreach ($element in @($commandAst.CommandElements | Select-Object -Skip 1)) {
        if ($element.Extent.StartOffset -ge $cursorPosition) {
            break
        }
        if ($element.Extent.EndOffset -ge $cursorPosition) {
            $typed = Get-Word $element
            if ($element.Extent.EndOffset -gt $cursorPosition) {
                $typed = $wordToComplete.Trim('"', "'")
            }
            break
        }
        $words.Add((Get-Word $element))
    }
    $homeFolder = '^~(?=/)', $HOME.Replace('$', '$$')
    $asked = [string[]] @(@($words) + $typed | ForEach-Object { $_ -replace $homeFolder })
    # Old ways of passing arguments lose empty ones.
    if ($PSVersionTable.PSVersion -lt [version] '7.3' -or "$PSNativeCommandArgumentPassing" -eq 'Legacy') {
        $asked = [string[]] @($asked | ForEach-Object { if ($_ -eq '') { '""' } else { $_ } })
    }

    $program = Get-Word $commandAst.CommandElements[0]
    if (-not (Get-Command -Name $program -CommandType Application -ErrorAction SilentlyContinue)) {
        $program = 'kdn'
    }
    try {
        $lines = @(& $program __complete @asked 2> $null)
    } catch {
        return ''
    }
    if ($LASTEXITCODE -ne 0 -or $lines.Count -eq 0) {
        return ''
    }
    $directive = $lines[-1]
    $lead = ''
    if ($typed -match '^(-[^=]*=)(.*)$') {
        $lead = $Matches[1]
        $typed = $Matches[2]
    }

    $results = @(
        if ($directive -eq ':0' -or $directive -eq ':16') {
            [System.Management.Automation.CompletionCompleters]::CompleteFilename($typed) |
                Where-Object { $directive -eq ':0' -or $_.ResultType -eq 'ProviderContainer' } |
                ForEach-Object {
                    $path = $_.CompletionText -replace '^& ', ''
                    if ($path -match "^'.*'$") {
                        $path = $path.Substring(1, $path.Length - 2).Replace("''", "'")
                    }
                    [System.Management.Automation.CompletionResult]::new(
                        (Get-Quoted ($lead + $path)), $_.ListItemText, $_.ResultType, $_.ToolTip)
                }
        } else {
            $lines | Select-Object -SkipLast 1 | ForEach-Object {
                $word, $description = $_ -split "`t", 2
                if (-not $description) {
                    $description = $word
                }
                [System.Management.Automation.CompletionResult]::new(
                    (Get-Quoted ($lead + $word)), $word, 'ParameterValue', $description)
            }
        }
    )
    # Nothing at all would make PowerShell propose files.
    if ($results.Count -eq 0) {
        return ''
    }
    return $results
}
