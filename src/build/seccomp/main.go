// Writes the seccomp profile of the rootless docker sidecar: containerd's default for a container with the default
// capabilities, and what additions.json lists. The reasons become comments, which container runtimes ignore.
//
//	go run . additions.json > rootless-docker.json
package main

import (
	"encoding/json"
	"log"
	"os"
	"runtime/debug"

	"github.com/containerd/containerd/v2/contrib/seccomp"
	"github.com/opencontainers/runtime-spec/specs-go"
)

// Of containerd's pkg/oci, defaultUnixCaps.
var defaultCapabilities = []string{
	"CAP_CHOWN", "CAP_DAC_OVERRIDE", "CAP_FSETID", "CAP_FOWNER", "CAP_MKNOD", "CAP_NET_RAW", "CAP_SETGID", "CAP_SETUID",
	"CAP_SETFCAP", "CAP_SETPCAP", "CAP_NET_BIND_SERVICE", "CAP_SYS_CHROOT", "CAP_KILL", "CAP_AUDIT_WRITE",
}

type addition struct {
	Names  []string `json:"names"`
	Reason string   `json:"reason"`
}

type rule struct {
	Comment string `json:"comment,omitempty"`
	specs.LinuxSyscall
}

type profile struct {
	DefaultAction specs.LinuxSeccompAction `json:"defaultAction"`
	Architectures []specs.Arch             `json:"architectures"`
	Syscalls      []rule                   `json:"syscalls"`
}

func main() {
	file, err := os.ReadFile(os.Args[1])
	check(err)
	var additions []addition
	check(json.Unmarshal(file, &additions))
	base := seccomp.DefaultProfile(&specs.Spec{
		Process: &specs.Process{Capabilities: &specs.LinuxCapabilities{Bounding: defaultCapabilities}},
		Linux:   &specs.Linux{},
	})
	made := profile{DefaultAction: base.DefaultAction, Architectures: base.Architectures}
	for _, syscall := range base.Syscalls {
		made.Syscalls = append(made.Syscalls, rule{LinuxSyscall: syscall})
	}
	made.Syscalls[0].Comment = "the default of " + containerd()
	for _, added := range additions {
		made.Syscalls = append(made.Syscalls, rule{
			Comment:      added.Reason,
			LinuxSyscall: specs.LinuxSyscall{Names: added.Names, Action: specs.ActAllow},
		})
	}
	encoder := json.NewEncoder(os.Stdout)
	encoder.SetIndent("", "  ")
	check(encoder.Encode(made))
}

// With its version.
func containerd() string {
	build, _ := debug.ReadBuildInfo()
	for _, module := range build.Deps {
		if module.Path == "github.com/containerd/containerd/v2" {
			return module.Path + " " + module.Version
		}
	}
	return "an unknown containerd"
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
