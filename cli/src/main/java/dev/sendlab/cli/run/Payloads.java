package dev.sendlab.cli.run;

import java.io.IOException;

/** Where a run's records come from, one after the other. */
interface Payloads {

    /**
     * May wait, for as long as whoever writes the input takes.
     *
     * @return null after the last one
     * @throws UnusableLine for a line that cannot become a record; the next call goes on behind it
     */
    Payload next() throws IOException, UnusableLine;
}
