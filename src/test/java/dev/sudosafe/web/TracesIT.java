package dev.sudosafe.web;

import static dev.sudosafe.cluster.SudosafeProcess.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.sudosafe.cluster.SudosafeProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Traces by OTLP over HTTP, sent to a server that only keeps what it is sent.
class TracesIT {

    private final Queue<String> received = new ConcurrentLinkedQueue<>();
    private HttpServer collector;

    @BeforeEach
    void start() throws IOException {
        collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/v1/traces", exchange -> {
            received.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        collector.start();
    }

    @AfterEach
    void stop() {
        collector.stop(0);
    }

    @Test
    void a_fake_collector_is_sent_a_span_for_each_review_when_they_are_on() {
        try (SudosafeProcess process = SudosafeProcess.start(on())) {
            DoorClient.of(process).validate("default", Reviews.creation(Reviews.PLAIN));

            await("sent", () -> received.stream().anyMatch(sent -> sent.contains("POST /validate/:profile")));
        }
        assertThat(received).noneMatch(sent -> sent.contains("\"containers\""));
    }

    @Test
    void a_fake_collector_is_sent_nothing_unless_they_are_on() throws InterruptedException {
        try (SudosafeProcess process = SudosafeProcess.start(sending())) {
            DoorClient.of(process).validate("default", Reviews.creation(Reviews.PLAIN));
            Thread.sleep(1000);
        }

        assertThat(received).isEmpty();
    }

    private Map<String, String> on() {
        Map<String, String> on = new HashMap<>(sending());
        on.put("QUARKUS_OTEL_SDK_DISABLED", "false");
        return on;
    }

    private Map<String, String> sending() {
        return Map.of(
                "QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT",
                "http://127.0.0.1:" + collector.getAddress().getPort(),
                "QUARKUS_OTEL_EXPORTER_OTLP_PROTOCOL",
                "http/protobuf",
                "QUARKUS_OTEL_BSP_SCHEDULE_DELAY",
                "100ms");
    }
}
