package dev.sendlab.broker;

import java.util.Map;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** Configuration of an admin client that asks while brokers are dead or frozen: one that is silent is soon left alone. */
final class ImpatientAdmin {

    private ImpatientAdmin() {}

    static Map<String, Object> config(String servers) {
        return Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, servers,
                AdminClientConfig.RETRY_BACKOFF_MS_CONFIG, 20,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 1_000,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 1_000);
    }
}
