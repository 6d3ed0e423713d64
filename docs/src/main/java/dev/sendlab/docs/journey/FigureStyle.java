package dev.sendlab.docs.journey;

/** The colours, by day and by night. An image in a page does not see the page's own style. */
final class FigureStyle {

    static final String CSS = """
            <style>
            svg { --page: #ffffff; --ink: #1f2328; --dim: #59636e; --line: #b7c0c9;
              --caller: #0969da; --caller-soft: #ddf4ff; --caller-lane: #f5faff;
              --io: #9a6700; --io-soft: #fff3c4; --io-lane: #fffbee;
              --broker: #1a7f37; --broker-soft: #dafbe1; --broker-lane: #f3fdf5; }
            @media (prefers-color-scheme: dark) {
              svg { --page: #0d1117; --ink: #e6edf3; --dim: #9aa4af; --line: #4a535d;
                --caller: #58a6ff; --caller-soft: #132f52; --caller-lane: #0f1925;
                --io: #d29922; --io-soft: #3d2f0b; --io-lane: #191711;
                --broker: #3fb950; --broker-soft: #12361d; --broker-lane: #0f1b15; }
            }
            text { font: 12px system-ui, -apple-system, "Segoe UI", Helvetica, Arial, sans-serif; fill: var(--ink);
              text-anchor: middle; }
            .note { font-size: 10px; fill: var(--dim); }
            .who { font-size: 13px; font-weight: 600; }
            .time { font-size: 10px; text-anchor: end; font-variant-numeric: tabular-nums; }
            .gap { font-size: 10px; text-anchor: start; fill: var(--dim); }
            .page { fill: var(--page); }
            .caller { --soft: var(--caller-soft); --strong: var(--caller); --back: var(--caller-lane); }
            .io { --soft: var(--io-soft); --strong: var(--io); --back: var(--io-lane); }
            .broker { --soft: var(--broker-soft); --strong: var(--broker); --back: var(--broker-lane); }
            .lane { fill: var(--back); }
            .who { fill: var(--strong); }
            .life { stroke: var(--line); stroke-dasharray: 1 4; fill: none; }
            .span { stroke: var(--strong); stroke-width: 5; stroke-opacity: 0.45; fill: none; }
            .wait { stroke-width: 3; stroke-dasharray: 2 5; }
            .seen rect { fill: var(--soft); stroke: var(--strong); }
            .unseen rect { fill: var(--page); stroke: var(--dim); stroke-dasharray: 4 3; }
            .unseen .label { font-style: italic; fill: var(--dim); }
            .axis, .arrow { stroke: var(--dim); fill: none; }
            .guess { stroke-dasharray: 4 3; }
            .head, .tick { fill: var(--dim); }
            .break { stroke: var(--dim); fill: none; stroke-width: 1.3; }
            </style>
            """;

    private FigureStyle() {}
}
