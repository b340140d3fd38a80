import { render } from 'preact';
import { App } from './app/app.js';
import { LANGUAGE } from './words/words.js';

document.documentElement.lang = LANGUAGE;

const place = document.getElementById('app');
if (place !== null) render(<App />, place);
