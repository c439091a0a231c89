import { describe, expect, it } from 'vitest';
import { escapeHtml, html, trusted } from '../../src/report/html.js';

describe('html', () => {
  it('escapes every string and number, wherever it stands', () => {
    const name = `<b>"O'Hara" & Söhne</b>`;
    expect(html`<p title="${name}">${name}</p>`.markup).toBe(
      '<p title="&lt;b&gt;&quot;O&#39;Hara&quot; &amp; Söhne&lt;/b&gt;">&lt;b&gt;&quot;O&#39;Hara&quot; &amp; Söhne&lt;/b&gt;</p>',
    );
    expect(html`${-0.5}`.markup).toBe('-0.5');
  });

  it('keeps HTML, joins lists, drops what is not there', () => {
    const rows = ['a', '<'].map((x) => html`<li>${x}</li>`);
    expect(html`<ul>${rows}${null}${undefined}${false}${trusted('<hr>')}</ul>`.markup).toBe(
      '<ul><li>a</li><li>&lt;</li><hr></ul>',
    );
  });

  it('shows control characters, turned writing and half characters as what they are', () => {
    expect(escapeHtml('a\u0000b\u001bc\u202ed\u2066e\ud800f\r')).toBe('a�b�c�d�e�f�');
    expect(escapeHtml('tab\tline\n 😀 שלום')).toBe('tab\tline\n 😀 שלום');
  });
});
