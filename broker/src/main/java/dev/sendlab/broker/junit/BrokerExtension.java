package dev.sendlab.broker.junit;

import dev.sendlab.broker.BrokerSetting;
import dev.sendlab.broker.BrokerSetting.Kind;
import dev.sendlab.broker.ClusterPlan;
import dev.sendlab.broker.KafkaCluster;
import dev.sendlab.broker.Node;
import dev.sendlab.broker.PrivateBroker;
import dev.sendlab.broker.PrivateCluster;
import dev.sendlab.broker.Topology;
import dev.sendlab.broker.junit.LentClusters.Lent;
import dev.sendlab.broker.proxy.FrameProxy;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives a {@link BrokerTest} its broker; what it started is closed after the last test of this JVM. */
final class BrokerExtension implements ParameterResolver, BeforeEachCallback, AfterEachCallback {

    /** The controller takes a killed node back only when the session of its former life is over: 9 s by default. */
    private static final Map<String, String> BACK_SOON_AFTER_A_KILL =
            Map.of("broker.session.timeout.ms", "1000", "broker.heartbeat.interval.ms", "250");

    /** Four JVMs on two cores can be late for a second without being dead. */
    private static final Map<String, String> MANY_NODES = Map.of("broker.session.timeout.ms", "2500");

    private static final Set<Class<?>> TYPES =
            Set.of(KafkaCluster.class, PrivateBroker.class, PrivateCluster.class, BrokerSetting.class);

    private static final Namespace OURS = Namespace.create(BrokerExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return TYPES.contains(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        BrokerSetting setting = BrokerSetting.current();
        RealBrokers.of(context).given(context, kind(context, setting, type));
        if (type == BrokerSetting.class) {
            return setting;
        }
        if (type == KafkaCluster.class) {
            return context.getRoot()
                    .getStore(OURS)
                    .computeIfAbsent(KafkaCluster.class, key -> setting.shared(), KafkaCluster.class);
        }
        PrivateCluster ours = ofTheClass(context)
                .computeIfAbsent(
                        Lent.class,
                        key -> clusters(context).lend(plan(context), kind(context, setting, type)),
                        Lent.class)
                .cluster();
        return type == PrivateBroker.class ? PrivateBroker.of(ours) : ours;
    }

    /** What the test before has paused, cut off or killed runs again. */
    @Override
    public void beforeEach(ExtensionContext context) {
        Lent ours = ofTheClass(context).get(Lent.class, Lent.class);
        if (ours != null) {
            LentClusters.heal(ours.cluster());
        }
    }

    /**
     * No rule of the test is left for the next one.
     *
     * @throws IllegalStateException if a proxy met what should not have happened: a frame that is none, a rule that threw
     */
    @Override
    public void afterEach(ExtensionContext context) {
        Lent ours = ofTheClass(context).get(Lent.class, Lent.class);
        if (ours == null || !test(context).proxied()) {
            return;
        }
        for (Node broker : ours.cluster().brokers()) {
            FrameProxy proxy = broker.proxy();
            proxy.clear();
            proxy.roundTrip(Duration.ZERO);
            if (!proxy.failures().isEmpty()) {
                IllegalStateException failed = new IllegalStateException("the proxy of " + broker + " has failed");
                proxy.failures().forEach(failed::addSuppressed);
                throw failed;
            }
        }
    }

    /** Where what the test is given runs. Faults are shown in child JVMs in every round, so that every round shows them. */
    private static Kind kind(ExtensionContext context, BrokerSetting setting, Class<?> type) {
        if (type == KafkaCluster.class) {
            return setting.kind();
        }
        boolean asSet = type == BrokerSetting.class || test(context).asSet();
        return asSet && setting.kind() == Kind.CONTAINER ? Kind.CONTAINER : Kind.PROCESS;
    }

    /** Of this JVM: closed after its last test. */
    private static LentClusters clusters(ExtensionContext context) {
        return context.getRoot()
                .getStore(OURS)
                .computeIfAbsent(LentClusters.class, key -> new LentClusters(), LentClusters.class);
    }

    /** An invocation of a parameterized test stands below its method, and only that below the class. */
    private static ExtensionContext.Store ofTheClass(ExtensionContext context) {
        ExtensionContext ofTheClass = context;
        while (ofTheClass.getTestMethod().isPresent()) {
            ofTheClass = ofTheClass.getParent().orElseThrow();
        }
        return ofTheClass.getStore(OURS);
    }

    private static BrokerTest test(ExtensionContext context) {
        return context.getRequiredTestClass().getAnnotation(BrokerTest.class);
    }

    private static ClusterPlan plan(ExtensionContext context) {
        BrokerTest test = test(context);
        Map<String, String> overrides = new HashMap<>(BACK_SOON_AFTER_A_KILL);
        if (test.topology() != Topology.ONE) {
            overrides.putAll(MANY_NODES);
        }
        for (String entry : test.value()) {
            String[] nameAndValue = entry.split("=", 2);
            overrides.put(nameAndValue[0], nameAndValue[1]);
        }
        ClusterPlan plan = ClusterPlan.of(test.topology()).with(overrides);
        return test.proxied() ? plan.proxied() : plan;
    }
}
