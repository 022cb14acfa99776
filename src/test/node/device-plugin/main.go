// A stand-in for a device plugin such as squat/generic-device-plugin, whose image the tests cannot have. It offers one
// device of the node a hundred times, over the kubelet's device plugin API.
//
//	device-plugin-stand-in RESOURCE DEVICE
package main

import (
	"context"
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

const count = 100

type plugin struct {
	api.UnimplementedDevicePluginServer
	device string
}

func (plugin) GetDevicePluginOptions(context.Context, *api.Empty) (*api.DevicePluginOptions, error) {
	return &api.DevicePluginOptions{}, nil
}

func (plugin) ListAndWatch(_ *api.Empty, stream api.DevicePlugin_ListAndWatchServer) error {
	var devices []*api.Device
	for i := range count {
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
	resource, device := os.Args[1], os.Args[2]
	name := "sudosafe-" + filepath.Base(device) + ".sock"
	path := filepath.Join(api.DevicePluginPath, name)
	os.Remove(path)
	listener, err := net.Listen("unix", path)
	check(err)
	server := grpc.NewServer()
	api.RegisterDevicePluginServer(server, plugin{device: device})
	go func() { check(server.Serve(listener)) }()
	kubelet, err := grpc.NewClient("unix://"+api.KubeletSocket, grpc.WithTransportCredentials(insecure.NewCredentials()))
	check(err)
	registration := &api.RegisterRequest{Version: api.Version, Endpoint: name, ResourceName: resource}
	context, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	_, err = api.NewRegistrationClient(kubelet).Register(context, registration, grpc.WaitForReady(true))
	check(err)
	log.Printf("%s offers %s", resource, device)
	select {}
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
