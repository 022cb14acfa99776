{{- define "sudosafe.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" }}
{{- end }}

{{- /* Names every object; the release's name alone when it already contains the chart's. */}}
{{- define "sudosafe.fullname" -}}
{{- if .Values.fullnameOverride }}
{{- .Values.fullnameOverride }}
{{- else }}
{{- $name := include "sudosafe.name" . }}
{{- if contains $name .Release.Name }}
{{- .Release.Name | trunc 63 | trimSuffix "-" }}
{{- else }}
{{- printf "%s-%s" .Release.Name $name | trunc 63 | trimSuffix "-" }}
{{- end }}
{{- end }}
{{- end }}

{{- define "sudosafe.selectorLabels" -}}
app.kubernetes.io/name: {{ include "sudosafe.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/component: webhook
{{- end }}

{{- define "sudosafe.labels" -}}
{{ include "sudosafe.selectorLabels" . }}
{{ include "sudosafe.chartLabels" . }}
{{- end }}

{{- define "sudosafe.chartLabels" -}}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/part-of: sudosafe
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" | trunc 63 | trimSuffix "-" }}
{{- with .Values.commonLabels }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{- /* Whether only clients with a certificate are answered: empty if not. */}}
{{- define "sudosafe.clientAuth" -}}
{{- with .Values.webhook.clientAuth }}{{ .configMapName }}{{ .secretName }}{{ end }}
{{- end }}

{{- define "sudosafe.image" -}}
{{- with .Values.image -}}
{{ .repository }}:{{ .tag | default $.Chart.AppVersion }}
{{- with .digest }}@{{ . }}{{ end }}
{{- end }}
{{- end }}

{{- define "sudosafe.serviceAccountName" -}}
{{- if .Values.serviceAccount.create }}
{{- default (include "sudosafe.fullname" .) .Values.serviceAccount.name }}
{{- else }}
{{- default "default" .Values.serviceAccount.name }}
{{- end }}
{{- end }}

{{- /*
What the entries of a profile have in common. Takes root, profile, name (the entry's place in its name) and door (mutate
or validate).
*/}}
{{- define "sudosafe.webhookEntry" -}}
{{- $root := .root }}
{{- $path := printf "/%s/%s" .door .profile.name -}}
name: {{ .profile.name }}.{{ .name }}.sudosafe.dev
admissionReviewVersions: [v1]
clientConfig:
  {{- with include "sudosafe.caBundle" $root }}
  caBundle: {{ . }}
  {{- end }}
  {{- if $root.Values.webhook.url }}
  url: {{ printf "%s%s" (trimSuffix "/" $root.Values.webhook.url) $path | quote }}
  {{- else }}
  service:
    name: {{ include "sudosafe.fullname" $root }}
    namespace: {{ $root.Release.Namespace }}
    path: {{ $path }}
    port: 443
  {{- end }}
namespaceSelector:
  {{- include "sudosafe.namespaceSelector" . | nindent 2 }}
matchPolicy: Equivalent
sideEffects: None
{{- end }}

{{- /* The pods that are workspaces of a profile. Takes profile. */}}
{{- define "sudosafe.podSelector" -}}
{{- $spec := .profile.spec | default dict }}
{{- if hasKey $spec "podSelector" }}
{{- toYaml $spec.podSelector }}
{{- else -}}
matchLabels:
  sudosafe.dev/workspace: "true"
{{- end }}
{{- end }}

{{- /* The same as a CEL expression on a map named labels. */}}
{{- define "sudosafe.podSelectorExpression" -}}
{{- $selector := include "sudosafe.podSelector" . | fromYaml }}
{{- $terms := list }}
{{- range $key, $value := $selector.matchLabels }}
{{- $terms = append $terms (printf "labels[?%s] == optional.of(%s)" (toJson $key) (toJson $value)) }}
{{- end }}
{{- range $selector.matchExpressions }}
{{- $key := toJson .key }}
{{- $term := printf "%s in labels" $key }}
{{- if has .operator (list "In" "NotIn") }}
{{- $term = printf "(%s in labels && labels[%s] in %s)" $key $key (toJson .values) }}
{{- end }}
{{- $terms = append $terms (ternary (printf "!(%s)" $term) $term (has .operator (list "NotIn" "DoesNotExist"))) }}
{{- end }}
{{- $terms | join " && " | default "true" }}
{{- end }}

{{- /* The profile's namespaces, never those that Sudosafe itself needs in order to start. */}}
{{- define "sudosafe.namespaceSelector" -}}
{{- $spec := .profile.spec | default dict }}
{{- $selector := deepCopy ($spec.namespaceSelector | default dict) }}
{{- $never := dict
      "key" "kubernetes.io/metadata.name"
      "operator" "NotIn"
      "values" (list "kube-system" "kube-node-lease" .root.Release.Namespace (include "sudosafe.nodePartNamespace" .root) | uniq) }}
{{- $_ := set $selector "matchExpressions" (append ($selector.matchExpressions | default list) $never) }}
{{- toYaml $selector }}
{{- end }}

{{- /* CEL: whether the requester is none of those whom the side doors stay open for. */}}
{{- define "sudosafe.notExempt" -}}
!(request.userInfo.username in {{ toJson .Values.policies.sideDoors.exemptUsers }})
{{- end }}

{{- /*
CEL: a pattern for the annotations that Sudosafe judges on the pod itself: its own, and those that steer a runtime. First
by how the whole key begins, then by domains, of which every subdomain counts too. Kubernetes itself keeps the AppArmor
annotations as they are.
*/}}
{{- define "sudosafe.judgedAnnotations" -}}
{{- $prefixes := list
      "io.kubernetes.cri-o."
      "io.kubernetes.cri."
      "io.katacontainers."
      "io.containerd."
      "org.systemd.property."
      "run.oci."
      "dev.gvisor."
      "module.wasm.image/" }}
{{- $domains := list
      "cdi.k8s.io"
      "crio.io"
      "cri-o.io"
      "kubernetes.cri-o.io"
      "nri.io"
      "nri.containerd.io"
      "noderesource.dev"
      "sudosafe.dev"
      "seccomp.security.alpha.kubernetes.io" -}}
'^({{ $prefixes | join "|" | replace "." "[.]" }}|([^/]+[.])?({{ $domains | join "|" | replace "." "[.]" }})(/|$))'
{{- end }}

{{- /* CEL: the keys of the namespace labels that profiles select by, except the one that nobody can change. */}}
{{- define "sudosafe.guardedNamespaceLabels" -}}
{{- $keys := .Values.policies.namespaceLabels.labels }}
{{- range .Values.profiles }}
{{- $selector := (.spec | default dict).namespaceSelector | default dict }}
{{- range $key, $_ := $selector.matchLabels }}
{{- $keys = append $keys $key }}
{{- end }}
{{- range $selector.matchExpressions }}
{{- $keys = append $keys .key }}
{{- end }}
{{- end }}
{{- $keys = without (uniq $keys | sortAlpha) "kubernetes.io/metadata.name" }}
{{- if not $keys }}
{{- fail "policies.namespaceLabels: no profile selects by a label of namespaces, so there is nothing to guard" }}
{{- end }}
{{- toJson $keys }}
{{- end }}

{{- define "sudosafe.nodePartName" -}}
{{ include "sudosafe.fullname" . | trunc 58 | trimSuffix "-" }}-node
{{- end }}

{{- define "sudosafe.nodePartNamespace" -}}
{{ .Values.nodePart.namespace | default .Release.Namespace }}
{{- end }}

{{- define "sudosafe.nodePartSelectorLabels" -}}
app.kubernetes.io/name: {{ include "sudosafe.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/component: node
{{- end }}

{{- define "sudosafe.nodePartLabels" -}}
{{ include "sudosafe.nodePartSelectorLabels" . }}
{{ include "sudosafe.chartLabels" . }}
{{- end }}

{{- define "sudosafe.tracingPort" -}}
{{- $url := urlParse .Values.tracing.endpoint }}
{{- regexFind "[0-9]+$" (regexFind ":[0-9]+$" $url.host) | default (ternary 443 80 (eq $url.scheme "https")) }}
{{- end }}

{{- /* "true" when a part of the monitoring is to be installed. Takes root and enabled: true, false or "auto". */}}
{{- define "sudosafe.isInstalled" -}}
{{- if eq (toString .enabled) "auto" }}
{{- if .root.Capabilities.APIVersions.Has "monitoring.coreos.com/v1" }}true{{ end }}
{{- else if .enabled }}true{{ end }}
{{- end }}

{{- define "sudosafe.serviceMonitor" -}}
{{- include "sudosafe.isInstalled" (dict "root" . "enabled" .Values.monitoring.serviceMonitor.enabled) }}
{{- end }}

{{- define "sudosafe.metricsName" -}}
{{ include "sudosafe.fullname" . | trunc 55 | trimSuffix "-" }}-metrics
{{- end }}

{{- define "sudosafe.metricsSelectorLabels" -}}
app.kubernetes.io/name: {{ include "sudosafe.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/component: metrics
{{- end }}

{{- define "sudosafe.metricsLabels" -}}
{{ include "sudosafe.metricsSelectorLabels" . }}
{{ include "sudosafe.chartLabels" . }}
{{- end }}
