// A stand-in for squat/generic-device-plugin, whose image the tests cannot have: of its flags those that the chart uses,
// for one device at one path.
//
//	device-plugin-stand-in --domain=DOMAIN --device='{"name": NAME, "groups": [{"count": 100, "paths": [{"path": DEVICE}]}]}'
package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"log"
	"net"
	"os"
	"path/filepath"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	api "k8s.io/kubelet/pkg/apis/deviceplugin/v1beta1"
)

type spec struct {
	Name   string
	Groups []struct {
		Count int
		Paths []struct{ Path string }
	}
}

type plugin struct {
	api.UnimplementedDevicePluginServer
	device string
	count  int
}

func (plugin) GetDevicePluginOptions(context.Context, *api.Empty) (*api.DevicePluginOptions, error) {
	return &api.DevicePluginOptions{}, nil
}

func (p plugin) ListAndWatch(_ *api.Empty, stream api.DevicePlugin_ListAndWatchServer) error {
	var devices []*api.Device
	for i := range p.count {
		devices = append(devices, &api.Device{ID: fmt.Sprint(i), Health: api.Healthy})
	}
	if err := stream.Send(&api.ListAndWatchResponse{Devices: devices}); err != nil {
		return err
	}
	<-stream.Context().Done()
	return nil
}

func (p plugin) Allocate(_ context.Context, request *api.AllocateRequest) (*api.AllocateResponse, error) {
	response := &api.AllocateResponse{}
	device := []*api.DeviceSpec{{ContainerPath: p.device, HostPath: p.device, Permissions: "rw"}}
	for range request.ContainerRequests {
		response.ContainerResponses = append(response.ContainerResponses, &api.ContainerAllocateResponse{Devices: device})
	}
	return response, nil
}

func main() {
	domain := flag.String("domain", "squat.ai", "first part of the resource's name")
	text := flag.String("device", "", "what is offered, as JSON")
	flag.Parse()
	var device spec
	check(json.Unmarshal([]byte(*text), &device))
	resource, path := *domain+"/"+device.Name, device.Groups[0].Paths[0].Path
	_, err := os.Stat(path)
	check(err)
	name := "sudosafe-" + device.Name + ".sock"
	socket := filepath.Join(api.DevicePluginPath, name)
	os.Remove(socket)
	listener, err := net.Listen("unix", socket)
	check(err)
	server := grpc.NewServer()
	api.RegisterDevicePluginServer(server, plugin{device: path, count: device.Groups[0].Count})
	go func() { check(server.Serve(listener)) }()
	kubelet, err := grpc.NewClient("unix://"+api.KubeletSocket, grpc.WithTransportCredentials(insecure.NewCredentials()))
	check(err)
	registration := &api.RegisterRequest{Version: api.Version, Endpoint: name, ResourceName: resource}
	context, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	_, err = api.NewRegistrationClient(kubelet).Register(context, registration, grpc.WaitForReady(true))
	check(err)
	log.Printf("%s offers %s", resource, path)
	select {}
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
