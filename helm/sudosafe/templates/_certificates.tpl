{{- define "sudosafe.tlsSecretName" -}}
{{- default (printf "%s-tls" (include "sudosafe.fullname" .)) .Values.certificates.secretName }}
{{- end }}

{{- /* The name that the API server calls us by, and checks the certificate for. */}}
{{- define "sudosafe.serviceHost" -}}
{{ include "sudosafe.fullname" . }}.{{ .Release.Namespace }}.svc
{{- end }}

{{- /* Fails where nobody would issue the certificate or tell the API server what to trust. */}}
{{- define "sudosafe.guardCertificates" -}}
{{- $certificates := .Values.certificates }}
{{- with $certificates.certManager }}
{{- if le (trimSuffix "h" .duration | int) (trimSuffix "h" .renewBefore | int) }}
{{- fail (printf "certificates.certManager.renewBefore: %s is not less than the duration of %s, so that each certificate would be renewed at once: make it a third of it" .renewBefore .duration) }}
{{- end }}
{{- if and .issuerRef.name (ne $certificates.source "certManager") }}
{{- fail (printf "certificates.certManager.issuerRef: nobody asks issuer %q, as certificates.source is %s: set certificates.source=certManager, or leave the issuer out" .issuerRef.name $certificates.source) }}
{{- end }}
{{- end }}
{{- if le (int $certificates.chart.days) (int $certificates.chart.renewBeforeDays) }}
{{- fail (printf "certificates.chart.renewBeforeDays: %d is not less than the %d of certificates.chart.days, so that each upgrade would renew the certificate: make it a third of it" (int $certificates.chart.renewBeforeDays) (int $certificates.chart.days)) }}
{{- end }}
{{- /* Only a cluster has this API: without one, as for helm template, nothing is known of what is installed. */}}
{{- $live := .Capabilities.APIVersions.Has "apiregistration.k8s.io/v1" }}
{{- if and (eq $certificates.source "certManager") $live (not (.Capabilities.APIVersions.Has "cert-manager.io/v1")) }}
{{- fail "certificates.source: certManager needs cert-manager, which this cluster does not have: install it first, or set certificates.source=chart" }}
{{- end }}
{{- $told := or .Values.webhook.caBundle .Values.webhook.url (include "sudosafe.injectsTrust" .Values.webhook.annotations) }}
{{- if and (eq $certificates.source "secret") (not $told) }}
{{- fail "certificates.source: secret leaves the API server without an authority to trust, so that it would refuse every workspace: set webhook.caBundle to the base64 of its PEM certificate, or webhook.annotations to one of cert-manager.io/inject-ca-from..." }}
{{- end }}
{{- end }}

{{- /* Whether one of the annotations has cert-manager fill in what the API server trusts. */}}
{{- define "sudosafe.injectsTrust" -}}
{{- range $key, $_ := . }}
{{- if hasPrefix "cert-manager.io/inject-" $key }}{{ $key }}{{ end }}
{{- end }}
{{- end }}

{{- /* The annotations of both webhook configurations. */}}
{{- define "sudosafe.webhookAnnotations" -}}
{{- $annotations := dict }}
{{- if and (eq .Values.certificates.source "certManager") (not .Values.webhook.url) (not .Values.webhook.caBundle) }}
{{- $_ := set $annotations "cert-manager.io/inject-ca-from" (printf "%s/%s-tls" .Release.Namespace (include "sudosafe.fullname" .)) }}
{{- end }}
{{- with merge (deepCopy .Values.webhook.annotations) $annotations }}
{{- toYaml . }}
{{- end }}
{{- end }}

{{- /* What the API server trusts, in base64; empty where cert-manager fills it in. */}}
{{- define "sudosafe.caBundle" -}}
{{- if and (eq .Values.certificates.source "chart") (not .Values.webhook.url) }}
{{- include "sudosafe.generate" . }}
{{- printf "%s%s" .generated.trusted (b64dec .Values.webhook.caBundle) | b64enc }}
{{- else }}
{{- .Values.webhook.caBundle }}
{{- end }}
{{- end }}

{{- /* A moment so many hours from now, in a form that sorts like time. */}}
{{- define "sudosafe.inHours" -}}
{{- dateInZone "2006-01-02T15:04:05Z07:00" (now | dateModify (printf "%dh" (int .))) "UTC" }}
{{- end }}

{{- define "sudosafe.inDays" -}}
{{- include "sudosafe.inHours" (mul 24 .) }}
{{- end }}

{{- /*
The certificates of source chart, set as .generated of the root for every template: what is in the cluster and still good,
else new ones. No Secret is found without a cluster.

Trust comes first. An authority with a new key is trusted from the upgrade that makes it, and signs from the next one on;
the one before it is trusted until every process must have the new certificate. An authority that is only renewed keeps
its key, so that old and new vouch for the same certificates.
*/}}
{{- define "sudosafe.generate" -}}
{{- if not (hasKey . "generated") }}
{{- $settings := .Values.certificates.chart }}
{{- $name := include "sudosafe.tlsSecretName" . }}
{{- $host := include "sudosafe.serviceHost" . }}
{{- $leaf := dict "annotations" dict "data" dict }}
{{- with lookup "v1" "Secret" .Release.Namespace $name }}
{{- $_ := set $leaf "annotations" (.metadata.annotations | default dict) }}
{{- $_ := set $leaf "data" (.data | default dict) }}
{{- end }}
{{- $made := dict "previous" "" "generation" (toString (int $settings.authorityGeneration)) }}
{{- $kept := dict }}
{{- with lookup "v1" "Secret" .Release.Namespace (printf "%s-ca" $name) }}
{{- if eq (get (.metadata.annotations | default dict) "sudosafe.dev/generation") $made.generation }}
{{- $kept = dict "data" .data "notAfter" (get .metadata.annotations "sudosafe.dev/not-after") }}
{{- end }}
{{- end }}

{{- if $kept }}
{{- $key := index $kept.data "tls.key" | b64dec }}
{{- $_ := set $made "authority" (dict "Cert" (index $kept.data "tls.crt" | b64dec) "Key" $key) }}
{{- $_ := set $made "authorityNotAfter" $kept.notAfter }}
{{- if gt (include "sudosafe.inDays" 365) $kept.notAfter }}
{{- $_ := set $made "authority" (genCAWithKey "sudosafe-ca" 3650 $key) }}
{{- $_ := set $made "authorityNotAfter" (include "sudosafe.inDays" 3650) }}
{{- end }}
{{- $_ := set $made "previous" (get $kept.data "previous.crt" | b64dec) }}
{{- else }}
{{- $_ := set $made "authority" (genCAWithKey "sudosafe-ca" 3650 (genPrivateKey "ecdsa")) }}
{{- $_ := set $made "authorityNotAfter" (include "sudosafe.inDays" 3650) }}
{{- $_ := set $made "previous" (get $leaf.data "ca.crt" | b64dec) }}
{{- end }}
{{- $signer := $made.authority.Key | sha256sum | trunc 16 }}

{{- $signed := eq (get $leaf.annotations "sudosafe.dev/signed-by") $signer }}
{{- $fits := eq (get $leaf.annotations "sudosafe.dev/host") $host }}
{{- $fresh := lt (include "sudosafe.inDays" $settings.renewBeforeDays) (get $leaf.annotations "sudosafe.dev/not-after") }}
{{- if and $fits $fresh (or $signed (not $kept)) }}
{{- $_ := set $made "leaf" (dict "Cert" (index $leaf.data "tls.crt" | b64dec) "Key" (index $leaf.data "tls.key" | b64dec)) }}
{{- $_ := set $made "annotations" (pick $leaf.annotations "sudosafe.dev/host" "sudosafe.dev/not-after" "sudosafe.dev/signed-by" "sudosafe.dev/served-by-all") }}
{{- if and $signed (gt (include "sudosafe.inHours" 0) (get $leaf.annotations "sudosafe.dev/served-by-all")) }}
{{- $_ := set $made "previous" "" }}
{{- end }}
{{- else }}
{{- $days := int $settings.days }}
{{- $authority := buildCustomCert ($made.authority.Cert | b64enc) ($made.authority.Key | b64enc) }}
{{- $_ := set $made "leaf" (genSignedCertWithKey (include "sudosafe.fullname" .) nil (list $host) $days $authority (genPrivateKey "ecdsa")) }}
{{- $_ := set $made "annotations" (dict
      "sudosafe.dev/host" $host
      "sudosafe.dev/not-after" (include "sudosafe.inDays" $days)
      "sudosafe.dev/signed-by" $signer
      "sudosafe.dev/served-by-all" (include "sudosafe.inHours" 1)) }}
{{- end }}
{{- $_ := set $made "trusted" (print $made.authority.Cert $made.previous) }}
{{- $_ := set . "generated" $made }}
{{- end }}
{{- end }}
