{{- /* The release's own namespace is nobody's workspace, so that Sudosafe can start. */}}
{{- define "sudosafe.guardNamespace" -}}
{{- if has .Release.Namespace (list "default" "kube-node-lease" "kube-public" "kube-system") }}
{{- fail (printf "namespace %q: Sudosafe leaves the pods of its own namespace alone, so it needs one that nobody else uses; install it with --namespace sudosafe-system --create-namespace" .Release.Namespace) }}
{{- end }}
{{- end }}

{{- define "sudosafe.guardNodePart" -}}
{{- if has .Values.nodePart.namespace (list "default" "kube-public") }}
{{- fail (printf "nodePart.namespace: %q: no pod of the node part's namespace is a workspace, so it needs one that nobody else uses" .Values.nodePart.namespace) }}
{{- end }}
{{- end }}

{{- /* There is a profile, and every name is usable as a file, a path and a part of a webhook's name. */}}
{{- define "sudosafe.guardProfiles" -}}
{{- if not .Values.profiles }}
{{- fail "profiles: at least one profile is needed, as without one no pod is protected" }}
{{- end }}
{{- $seen := dict }}
{{- range $index, $profile := .Values.profiles }}
{{- if not (regexMatch "^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$" $profile.name) }}
{{- fail (printf "profiles[%d].name: %q is not a DNS label (at most 63 lower-case letters, digits and '-', not at the ends)" $index $profile.name) }}
{{- end }}
{{- if hasKey $seen $profile.name }}
{{- fail (printf "profiles[%d].name: %q is already the name of profiles[%d]" $index $profile.name (get $seen $profile.name)) }}
{{- end }}
{{- $_ := set $seen $profile.name $index }}
{{- $spec := $profile.spec | default dict }}
{{- if and (hasKey $spec "podSelector") (include "sudosafe.isEmptySelector" $spec.podSelector) (include "sudosafe.isEmptySelector" $spec.namespaceSelector) }}
{{- fail (printf "profiles[%d].spec.podSelector: it is empty, and so is namespaceSelector: while Sudosafe is down, no pod of the whole cluster would start; name the namespaces of the workspaces in namespaceSelector" $index) }}
{{- end }}
{{- end }}
{{- end }}

{{- /* "true" for a selector without requirements, and for none. */}}
{{- define "sudosafe.isEmptySelector" -}}
{{- $selector := . | default dict }}
{{- if not (or $selector.matchLabels $selector.matchExpressions) }}true{{ end }}
{{- end }}

{{- define "sudosafe.guardClientAuth" -}}
{{- with .Values.webhook.clientAuth }}
{{- if and .configMapName .secretName }}
{{- fail "webhook.clientAuth: both configMapName and secretName are set; name the one that has the authority" }}
{{- end }}
{{- if and .names (not (or .configMapName .secretName)) }}
{{- fail "webhook.clientAuth.names: nobody is asked for a certificate; name its authority in configMapName or secretName" }}
{{- end }}
{{- end }}
{{- end }}

{{- /* Kubernetes takes the last of two variables with one name, and an apply on the server refuses them. */}}
{{- define "sudosafe.guardEnvironment" -}}
{{- range $index, $variable := .Values.extraEnv }}
{{- if has $variable.name (list
      "QUARKUS_HTTP_SSL_PORT"
      "QUARKUS_LOG_CONSOLE_JSON_ENABLED"
      "QUARKUS_LOG_LEVEL"
      "QUARKUS_MANAGEMENT_PORT"
      "QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT"
      "QUARKUS_OTEL_SDK_DISABLED"
      "QUARKUS_SHUTDOWN_DELAY"
      "SUDOSAFE_CLUSTER_ENABLED"
      "SUDOSAFE_CLUSTER_LABEL_NODES"
      "SUDOSAFE_CLUSTER_WEBHOOK_CONFIGURATION"
      "SUDOSAFE_AUDIT_ENABLED"
      "SUDOSAFE_AUDIT_INTERVAL"
      "SUDOSAFE_AUDIT_LEASE"
      "SUDOSAFE_DRY_RUN_AUDIENCES"
      "SUDOSAFE_DRY_RUN_ENABLED"
      "SUDOSAFE_PROFILES"
      "SUDOSAFE_TLS_CERTIFICATE"
      "SUDOSAFE_TLS_CLIENT_CA"
      "SUDOSAFE_TLS_CLIENT_NAMES"
      "SUDOSAFE_TLS_KEY") }}
{{- fail (printf "extraEnv[%d]: %s is set by the chart; see the chart's README for the value behind it" $index $variable.name) }}
{{- end }}
{{- end }}
{{- end }}
