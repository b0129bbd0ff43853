import { render } from 'preact';
import '@fontsource-variable/inter/wght.css';
import './design/tokens.css';
import './design/base.css';
import './design/controls.css';
import './frame/frame.css';
import { App } from './frame/app.tsx';
import { registerServiceWorker } from './frame/service-worker.ts';

render(<App />, document.getElementById('app')!);
void registerServiceWorker();
