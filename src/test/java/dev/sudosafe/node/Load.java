package dev.sudosafe.node;

import java.util.List;

/// What dry runs of pods came to, made without a pause while something happened.
///
/// @param admitted workspaces
/// @param failed workspaces
/// @param failedAfter milliseconds from the first failed workspace to the last
/// @param bystandersFailed pods that are no workspaces
/// @param answer what the first failed one was told
record Load(int admitted, int failed, long failedAfter, int bystandersFailed, String answer) {

    /// Eight at once, each of which makes two reviews or more; and one of a pod that is no workspace.
    private static final String SCRIPT = """
            cd "$(mktemp -d)"
            pod() { echo '{"apiVersion":"v1","kind":"Pod","metadata":{"generateName":"load-","labels":{"sudosafe.dev/workspace":"'$1'"}},"spec":{"automountServiceAccountToken":false,"containers":[{"name":"c","image":"i"}]}}'; }
            pod installed > workspace
            pod "" > bystander
            mkdir answers
            # calls FILE COUNT AT-ONCE
            calls() {
              curl -sZ --parallel-max $3 --cacert /etc/kubernetes/pki/ca.crt --cert /etc/kubernetes/pki/admin.crt \
                --key /etc/kubernetes/pki/admin.key -H 'Content-Type: application/json' --data-binary @$1 \
                -o "answers/$1-#1" -w '%{http_code} %{time_total} %{filename_effective}\\n' \
                "https://127.0.0.1:6443/api/v1/namespaces/workspaces/pods?dryRun=All&number=[1-$2]" |
                while read -r code rest; do
                  echo "$1 $code $(date +%s%3N)"
                  [ $code = 201 ] || cp "answers/$1-${rest##*-}" answers/failed 2> /dev/null || true
                done
            }
            (until [ -e done ]; do calls workspace 200 8; done) > workspaces &
            (until [ -e done ]; do calls bystander 20 1; done) > bystanders &
            sleep 2
            {
            HAPPENING
            } > /dev/null
            sleep 2
            touch done
            wait
            awk '$2 == 201 { admitted++ } $2 != 201 { failed++; first = first ? first : $3; last = $3 }
              END { print admitted + 0; print failed + 0; print last - first }' workspaces
            awk '$2 != 201 { failed++ } END { print failed + 0 }' bystanders
            cat answers/failed 2> /dev/null | tr -d '\\n' || true
            echo
            """;

    /// @param happening a script on the node
    static Load during(RealNode node, String happening) {
        List<String> came = node.run(SCRIPT.replace("HAPPENING", happening))
                .require()
                .lines()
                .toList();
        return new Load(
                Integer.parseInt(came.get(0)),
                Integer.parseInt(came.get(1)),
                Long.parseLong(came.get(2)),
                Integer.parseInt(came.get(3)),
                came.get(4));
    }
}
