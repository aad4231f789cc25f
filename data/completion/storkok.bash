# Made by: storkok help --completion. SPDX-License-Identifier: GPL-3.0-or-later
_storkok()
{
    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} words
    if [ "$COMP_CWORD" -eq 1 ]; then
        words="check plan papers publish unpublish feed explain diff verify forecast backtest waste outage review price stock followup invoice whatif generate format doctor help version"
    else
        case $prev in
        --lang) words="sv en" ;;
        --meal) words="breakfast lunch snack supper" ;;
        *)
            case ${COMP_WORDS[1]} in
            check) words="" ;;
            plan) words=" --week --out --split --weekly-supplier --keep-model --now --no-forecast" ;;
            papers) words=" --out --now --plan --kitchen --published" ;;
            publish) words=" --now --to --plan" ;;
            unpublish) words=" --week --now --to" ;;
            feed) words="" ;;
            explain) words=" --week --plan --site --day --meal --kitchen" ;;
            diff) words="" ;;
            verify) words=" --plan" ;;
            forecast) words=" --out --now --as-of --from --days --csv --review" ;;
            backtest) words=" --to --from" ;;
            waste) words=" --out --now --to --plan --from --csv" ;;
            outage) words=" --week --out --now --plan --day --kitchen --csv --all --at --no-power --no-water --no-delivery --no-it --staff" ;;
            review) words=" --out --keep-model --now --kitchens --csv --cooking --pareto --n-1 --budget --years --year --limit --seconds" ;;
            price) words=" --out --now --csv --year --base --weeks --scenario --trace" ;;
            stock) words=" --out --now --csv --years --year --portions" ;;
            followup) words=" --out --now --to --csv" ;;
            invoice) words=" --out --now --csv --month --prices" ;;
            whatif) words=" --out --now --csv --year --weeks --flip --sweep" ;;
            generate) words=" --kitchens --seed --as-of --no-history" ;;
            format) words=" --json-schema" ;;
            doctor) words="" ;;
            help) words=" --man --completion" ;;
            version) words="" ;;
            esac
            words="$words --json --lang --quiet --verbose --help"
            ;;
        esac
        case $cur in -*) ;; *) [ "$prev" = --lang ] || [ "$prev" = --meal ] ||
            { COMPREPLY=($(compgen -f -- "$cur")); return; } ;; esac
    fi
    COMPREPLY=($(compgen -W "$words" -- "$cur"))
}
complete -o filenames -F _storkok storkok
