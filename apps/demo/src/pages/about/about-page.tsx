/** What this site is, and what it does with data. */
export function AboutPage() {
  return (
    <div class="page prose">
      <h1>About</h1>
      <p>
        These pages show what the packages <code>@cv/*</code> do: computer vision for classification, from the first
        threshold to training a network, in TypeScript. What runs here in your browser is the same code that runs in
        Node.
      </p>
      <h2>Your data</h2>
      <p>
        Everything is computed in this page. Drawings, pictures and files are sent nowhere; there are no cookies and
        nothing is counted. The choice of colours is remembered in this browser, and the pages and weights are kept so
        that they work offline.
      </p>
      <h2>Keyboard</h2>
      <ul>
        <li>
          Sample digits stand for drawing; <kbd>Ctrl</kbd>+<kbd>Z</kbd> takes the last stroke back; <kbd>Ctrl</kbd>+
          <kbd>V</kbd> pastes a picture.
        </li>
        <li>
          On a map of a layer <kbd>Enter</kbd> looks into its largest value, the arrow keys go from value to value,{' '}
          <kbd>Tab</kbd> on to the next map and into the explanation.
        </li>
      </ul>
      <h2>Where the numbers come from</h2>
      <p>
        LeNet-5 was trained on MNIST with the command line of this project; the file of its weights names the command,
        the seed and the date. Colours of categories are those of Okabe and Ito; the scales for values are even steps in
        OKLab, and can be told apart with colour blindness.
      </p>
    </div>
  );
}
