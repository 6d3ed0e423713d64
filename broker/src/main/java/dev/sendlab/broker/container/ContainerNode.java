package dev.sendlab.broker.container;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse.ContainerState;
import com.github.dockerjava.api.model.ContainerNetwork;
import dev.sendlab.broker.BrokerException;
import dev.sendlab.broker.NodeRuntime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * A node in a container. It is killed and started again through the engine: {@code stop()} and {@code start()} of
 * Testcontainers would remove the container, its data and its ports, and make another.
 */
final class ContainerNode implements NodeRuntime {

    private static final Duration STOP_DEADLINE = Duration.ofSeconds(15);
    private static final long POLL_NANOS = Duration.ofMillis(20).toNanos();

    private final KafkaNodeContainer container;
    private boolean isConnected = true;

    ContainerNode(KafkaNodeContainer container) {
        this.container = container;
    }

    @Override
    public void start() {
        if (container.getContainerId() == null) {
            container.start();
        } else {
            engine().startContainerCmd(container.getContainerId()).exec();
        }
    }

    /** Also true while it is paused, as the engine sees it too. */
    @Override
    public boolean isRunning() {
        return container.getContainerId() != null && Boolean.TRUE.equals(state().getRunning());
    }

    @Override
    public void kill() {
        engine().killContainerCmd(container.getContainerId()).withSignal("KILL").exec();
        if (!hasEnded()) {
            throw new BrokerException("the container did not end", log());
        }
    }

    /** The engine gives it to the container's first process, which by then is the broker: each script on the way execs. */
    @Override
    public void stop() {
        engine().killContainerCmd(container.getContainerId()).withSignal("TERM").exec();
        if (!hasEnded()) {
            kill();
        }
    }

    /** The freezer of the container's control group; the engine answers when all of it is frozen. */
    @Override
    public void pause() {
        engine().pauseContainerCmd(container.getContainerId()).exec();
    }

    @Override
    public void resume() {
        if (Boolean.TRUE.equals(state().getPaused())) {
            engine().unpauseContainerCmd(container.getContainerId()).exec();
        }
    }

    @Override
    public void disconnect() {
        engine().disconnectFromNetworkCmd()
                .withNetworkId(container.network().getId())
                .withContainerId(container.getContainerId())
                .exec();
        isConnected = false;
    }

    @Override
    public void reconnect() {
        if (isConnected) {
            return;
        }
        engine().connectToNetworkCmd()
                .withNetworkId(container.network().getId())
                .withContainerId(container.getContainerId())
                .withContainerNetwork(new ContainerNetwork().withAliases(List.of(container.alias())))
                .exec();
        isConnected = true;
    }

    @Override
    public String handle() {
        return container.getContainerId();
    }

    @Override
    public List<String> log() {
        return container.getContainerId() == null
                ? List.of("(no container)")
                : container.getLogs().lines().toList();
    }

    /** Removes the container, its anonymous volumes with it, also while it is paused. */
    @Override
    public void close() {
        if (container.getContainerId() != null) {
            engine().removeContainerCmd(container.getContainerId())
                    .withForce(true)
                    .withRemoveVolumes(true)
                    .exec();
            container.stop();
        }
    }

    private DockerClient engine() {
        return container.getDockerClient();
    }

    private boolean hasEnded() {
        long end = System.nanoTime() + STOP_DEADLINE.toNanos();
        while (isRunning()) {
            if (System.nanoTime() - end > 0) {
                return false;
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
        return true;
    }

    private ContainerState state() {
        return engine().inspectContainerCmd(container.getContainerId()).exec().getState();
    }
}
