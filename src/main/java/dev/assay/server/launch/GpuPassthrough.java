package dev.assay.server.launch;

import com.github.dockerjava.api.model.DeviceRequest;
import com.github.dockerjava.api.model.HostConfig;
import dev.assay.plan.launch.Gpus;
import java.util.List;
import java.util.Map;

/**
 * A way to give GPUs to a container.
 *
 * @param runtime the name of the container runtime; empty for the daemon's default
 * @param env environment variables that the runtime reads
 * @param requests device requests to the daemon
 */
record GpuPassthrough(String runtime, Map<String, String> env, List<DeviceRequest> requests) {
    private static final List<List<String>> GPU = List.of(List.of("gpu"));

    /** Returns the options to try in order: NVIDIA's runtime if the daemon has it; otherwise a device request, then CDI. */
    static List<GpuPassthrough> options(Gpus gpus, boolean nvidiaRuntime) {
        return switch (gpus) {
            case Gpus.None ignored -> List.of(new GpuPassthrough("", Map.of(), List.of()));
            case Gpus.All ignored ->
                nvidiaRuntime
                        ? List.of(byRuntime("all"))
                        : List.of(byDaemon(new DeviceRequest().withCount(-1)), byCdi(List.of("nvidia.com/gpu=all")));
            case Gpus.Some some ->
                nvidiaRuntime
                        ? List.of(byRuntime(String.join(",", some.ids())))
                        : List.of(
                                byDaemon(new DeviceRequest().withDeviceIds(some.ids())),
                                byCdi(some.ids().stream()
                                        .map(id -> "nvidia.com/gpu=" + id)
                                        .toList()));
        };
    }

    private static GpuPassthrough byRuntime(String devices) {
        return new GpuPassthrough(
                "nvidia",
                Map.of("NVIDIA_VISIBLE_DEVICES", devices, "NVIDIA_DRIVER_CAPABILITIES", "compute,utility"),
                List.of());
    }

    private static GpuPassthrough byDaemon(DeviceRequest request) {
        return new GpuPassthrough(
                "", Map.of(), List.of(request.withDriver("nvidia").withCapabilities(GPU)));
    }

    private static GpuPassthrough byCdi(List<String> devices) {
        return new GpuPassthrough(
                "", Map.of(), List.of(new DeviceRequest().withDriver("cdi").withDeviceIds(devices)));
    }

    HostConfig in(HostConfig config) {
        var with = runtime.isEmpty() ? config : config.withRuntime(runtime);
        return requests.isEmpty() ? with : with.withDeviceRequests(requests);
    }
}
