package dev.sendlab.asynccallback;

import org.apache.kafka.clients.producer.Producer;

/** A number that a producer keeps of itself. */
final class ProducerMetric {

    private ProducerMetric() {}

    /** @param name in the group {@code producer-metrics} */
    static double of(Producer<?, ?> producer, String name) {
        return producer.metrics().values().stream()
                .filter(metric -> metric.metricName().name().equals(name))
                .filter(metric -> metric.metricName().group().equals("producer-metrics"))
                .mapToDouble(metric -> (Double) metric.metricValue())
                .findFirst()
                .orElseThrow();
    }
}
