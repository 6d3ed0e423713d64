package dev.sendlab.broker;

import java.util.Map;
import java.util.NoSuchElementException;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/** A number that a client keeps of itself, as a reporter would read it: by its group and its name. */
public final class ClientMetric {

    private ClientMetric() {}

    /**
     * @param metrics of a producer or a consumer
     * @return of several with this name, such as one for each topic, the sum; what was never measured is 0
     * @throws NoSuchElementException if there is no such metric
     */
    public static double of(Map<MetricName, ? extends Metric> metrics, String group, String name) {
        double[] values = metrics.values().stream()
                .filter(metric -> metric.metricName().group().equals(group))
                .filter(metric -> metric.metricName().name().equals(name))
                .mapToDouble(metric -> ((Number) metric.metricValue()).doubleValue())
                .toArray();
        if (values.length == 0) {
            throw new NoSuchElementException("no metric " + name + " in " + group);
        }
        double sum = 0;
        for (double value : values) {
            sum += Double.isNaN(value) ? 0 : value;
        }
        return sum;
    }
}
